"""What stops the generator, and how it is reported: in one line that says what is wrong and what to do."""

import yaml


class BuildError(Exception):
    """Something that is not content stops the build: one line that says what and what to do."""


def expected_errors() -> tuple[type[Exception], ...]:
    """What a person can cause who runs the generator or changes its templates, its theme or mkdocs.yml.

    Python asks only when something was raised: a check of the content needs no templates, and does not load them.
    """
    from jinja2 import TemplateError

    return (BuildError, OSError, TemplateError, yaml.YAMLError, UnicodeDecodeError)


def format_error(error: Exception) -> str:
    """Say in one line what is wrong."""
    from jinja2 import TemplateError, TemplateSyntaxError

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
