"""What is shown: the catalogue as pages, as JSON and as JSON Schema.

Views see checked content only, never files or problems."""
