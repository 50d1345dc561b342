"""What a session is made of, for the script of that page: how long things take, doses as numbers, and every plan.

The texts of the exercises are those of ``sheet_data.py``; the page loads both.
"""

import json
from functools import partial
from itertools import pairwise

from jinja2 import Environment

from builder.catalogue import urls
from builder.catalogue.catalogue import Catalogue
from builder.catalogue.scripts import TRAIN_DATA
from builder.catalogue.session_time import session_minutes
from builder.content.models.exercise import Dose, Exercise
from builder.content.models.imbalance import Imbalance
from builder.content.models.programme import Assignment, Phase, Variant
from builder.illustrations.drawings import Illustrations
from builder.system.disk import OutputFile
from builder.views.templating import Phrases

DOSE_PHRASES = ("sets_of", "one_set_of", "amount_seconds", "amount_metres")
"""The words that a dose on a sheet is written with, each with places for numbers: the script reads them back."""


def train_data(catalogue: Catalogue, illustrations: Illustrations, environment: Environment) -> OutputFile:
    """Make the script; addresses in it are relative to the page of the session, at the top of the site."""
    training, phrase = catalogue.training, Phrases(environment, catalogue=catalogue)
    data = {
        "seconds": {
            "repetition": training.seconds_per_repetition,
            "metre": training.seconds_per_metre,
            "change": training.seconds_to_change,
            "sides": training.seconds_to_change_sides,
        },
        "each_side": catalogue.words["each_side"],
        "phrases": [catalogue.words[name] for name in DOSE_PHRASES],
        "exercises": {
            exercise.slug: _exercise(catalogue, illustrations, phrase, exercise) for exercise in catalogue.exercises
        },
        "plans": {
            f"{imbalance.slug}/{key}": _plan(catalogue, phrase, imbalance, key, part)
            for imbalance in catalogue.imbalances
            for key, part in imbalance.programme.plans
        },
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return OutputFile.of(TRAIN_DATA, f"var trainData = {text}\n")


def _exercise(
    catalogue: Catalogue, illustrations: Illustrations, phrase: Phrases, exercise: Exercise
) -> dict[str, object]:
    dose = exercise.dose
    return {
        **_amount(dose),
        "pause": dose.pause_seconds or (0, 0),
        "shapes": dose.shapes,
        "alternates": exercise.sides == "alternating",
        "rest": dose.rest_seconds,
        "equipment": [phrase("one_of", choices, catalogue) for choices in exercise.equipment],
        "optional": [catalogue.equipment[thing].label for thing in exercise.optional_equipment],
        "easier": [(step.text, step.exercise or "") for step in exercise.easier],
        **_drawn(illustrations, exercise),
    }


def _drawn(illustrations: Illustrations, exercise: Exercise) -> dict[str, object]:
    """The picture of its last keyframe, and whether there is an animation."""
    if exercise.figure is None:
        return {"figure": None, "moves": False}
    sizes = illustrations.sizes(exercise.slug)
    size, file = sizes["card"], urls.figure_file(exercise.slug, "card")
    return {"figure": {"file": file, "width": size.width, "height": size.height}, "moves": "loop" in sizes}


def _plan(
    catalogue: Catalogue, phrase: Phrases, imbalance: Imbalance, key: str, part: Phase | Variant
) -> dict[str, object]:
    programme = imbalance.programme
    minutes = partial(session_minutes, part.exercises, catalogue.exercise, catalogue.training)
    following = [name for name, other in programme.plans if isinstance(other, Phase)]
    return {
        "title": imbalance.title,
        "name": phrase("plan_name", part),
        "page": f"{urls.imbalance_url(imbalance.slug)}#{urls.plan_anchor(key)}",
        "weeks": part.weeks if isinstance(part, Phase) else None,
        "next": dict(pairwise(following)).get(key),
        "more_sets": isinstance(part, Variant),
        "minutes": [minutes(more_sets=False), minutes(more_sets=True)],
        "weaker": programme.weaker_side_first,
        "move_on": programme.move_on,
        "flare_up": programme.flare_up,
        "items": [{"slug": one.exercise, **_amount(one), "note": one.note or ""} for one in part.exercises],
    }


def _amount(dose: Dose | Assignment) -> dict[str, object]:
    """Sets, and what one holds: repetitions, seconds or metres, each as lower and upper number."""
    amounts = {"reps": dose.reps, "seconds": dose.hold_seconds, "metres": dose.distance_metres}
    unit, amount = next((unit, amount) for unit, amount in amounts.items() if amount)
    return {"sets": dose.sets, "unit": unit, "amount": amount}
