"""From the catalogue to the published JSON: what the pages show, for other programs."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from pydantic import BaseModel
from pydantic_core import to_json

from builder.catalogue.catalogue import SCHEMAS, Catalogue
from builder.catalogue.picture_files import APP_ICONS
from builder.catalogue.urls import (
    API_VERSION,
    MANIFEST,
    canonical,
    data_list,
    exercise_data,
    exercise_url,
    imbalance_data,
    imbalance_url,
)
from builder.content.models.exercise import Exercise
from builder.content.models.imbalance import Imbalance
from builder.content.models.values import json_schema
from builder.system.disk import OutputFile


def api(catalogue: Catalogue) -> Iterator[OutputFile]:
    """Give every file of the API."""
    exercises = [_exercise(catalogue, exercise) for exercise in catalogue.exercises]
    imbalances = [_imbalance(catalogue, imbalance) for imbalance in catalogue.imbalances]
    yield _file(catalogue, data_list("exercises"), {"exercises": exercises})
    yield _file(catalogue, data_list("imbalances"), {"imbalances": imbalances})
    yield _file(catalogue, data_list("vocabulary"), _dump(catalogue.vocabulary))
    for exercise, data in zip(catalogue.exercises, exercises, strict=True):
        yield _file(catalogue, exercise_data(exercise.slug), {"exercise": data})
    for imbalance, data in zip(catalogue.imbalances, imbalances, strict=True):
        yield _file(catalogue, imbalance_data(imbalance.slug), {"imbalance": data})


def schemas() -> dict[str, str]:
    """Give the JSON Schema of each kind of content file that has fields, by its path in the API."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {f"schema/{name}.json": _text({**dialect, **json_schema(model)}) for name, model in SCHEMAS.items()}


def _exercise(catalogue: Catalogue, exercise: Exercise) -> dict[str, object]:
    return {**_dump(exercise), "url": catalogue.site.address + exercise_url(exercise)}


def _imbalance(catalogue: Catalogue, imbalance: Imbalance) -> dict[str, object]:
    exercises = [exercise.slug for exercise in catalogue.exercises_for[imbalance.slug]]
    url = catalogue.site.address + canonical(imbalance_url(imbalance.slug))
    return {**_dump(imbalance), "url": url, "exercises": exercises}


def web_manifest(catalogue: Catalogue, ground: str) -> OutputFile:
    """Describe the site to systems that install it; ``ground`` is the colour of its pages.

    It keeps the browser's own bar with the way back: its links lead to PDFs, calls and other sites. Addresses are
    relative, so that it works below any folder.
    """
    site = catalogue.site
    icons = [
        {"src": icon.path, "sizes": f"{icon.side}x{icon.side}", "type": "image/png", "purpose": icon.purpose}
        for icon in APP_ICONS
    ]
    data: dict[str, object] = {
        "name": site.name,
        "short_name": site.short_name or site.name,
        "description": site.description,
        "lang": site.language,
        "dir": "auto",
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "theme_color": ground,
        "background_color": ground,
        "icons": icons,
    }
    return OutputFile(PurePosixPath(MANIFEST), _text(data))


def _file(catalogue: Catalogue, name: str, data: dict[str, object]) -> OutputFile:
    site = catalogue.site
    meta = {"api_version": API_VERSION, "disclaimer": site.disclaimer.short, "licence": site.text_licence.url}
    return OutputFile(PurePosixPath(name), _text({"meta": meta, **data}))


def _dump(model: BaseModel) -> dict[str, object]:
    return model.model_dump(mode="json", exclude_none=True)


def _text(data: dict[str, object]) -> str:
    return to_json(data, indent=1).decode() + "\n"
