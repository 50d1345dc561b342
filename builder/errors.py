"""The one exception of the generator."""


class BuildError(Exception):
    """Something that is not content stops the build: one line that says what and what to do."""
