"""What stops the generator, and how it is reported: in one line that says what is wrong and what to do."""

import yaml
from jinja2 import TemplateError, TemplateSyntaxError


class BuildError(Exception):
    """Something that is not content stops the build: one line that says what and what to do."""


EXPECTED = (BuildError, OSError, TemplateError, yaml.YAMLError, UnicodeDecodeError)
"""What a person can cause who runs the generator or changes its templates, its theme or mkdocs.yml."""


def format_error(error: Exception) -> str:
    """Say in one line what is wrong."""
    match error:
        case OSError():
            return f"{error.strerror or error}: {error.filename2 or error.filename or ''}"
        case TemplateSyntaxError():
            return f"a template cannot be read: {error.filename}:{error.lineno}: {error.message}"
        case TemplateError():
            return f"a template cannot be rendered: {error}"
        case yaml.YAMLError():
            return f"mkdocs.yml is not valid YAML: {' '.join(str(error).split())}"
        case UnicodeDecodeError():
            return f"a template or a file of the theme is not UTF-8: {error}"
    return str(error)
