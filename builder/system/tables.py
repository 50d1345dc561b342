"""Tables that lie beside the code as YAML: read once, and named when somebody has damaged one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from builder.system.errors import BuildError


@contextmanager
def reading(table: Path) -> Iterator[Any]:
    """Give what a table holds to the block that makes sense of it; raise BuildError when it cannot."""
    try:
        yield yaml.load(table.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValidationError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise BuildError(
            f"{os.path.relpath(table)} is damaged: {_reason(error)}; undo the last change of it"
        ) from error


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        return f"{' > '.join(map(str, first['loc']))}: {first['msg']}"
    if isinstance(error, KeyError):
        return f"it lacks {error}"
    return " ".join(str(error).split())
