"""What content is: fields, limits, descriptions.

The JSON Schema, the field reference and the skeletons of new files are made from these models."""
