"""What can stand on a sheet: exercises, and programmes to start from, for the script of that page.

It is a script itself, because a page that was opened from disk may load nothing else. The page has one template of an
exercise, and these texts fill it: a page with all texts of many exercises would be slow to open.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from jinja2 import Environment

from builder.catalogue import scripts, urls
from builder.catalogue.catalogue import Catalogue
from builder.content.models.exercise import Dose, Exercise
from builder.content.models.imbalance import Imbalance
from builder.content.models.programme import Assignment
from builder.illustrations.drawings import Illustrations
from builder.system.disk import OutputFile
from builder.views.templating import Phrases


def sheet_data(catalogue: Catalogue, illustrations: Illustrations, environment: Environment) -> OutputFile:
    """Make the script; addresses in it are relative to the page of the sheet, which lies at the top of the site."""
    maker = _Maker(catalogue, illustrations, environment)
    data = {
        "exercises": {exercise.slug: maker.exercise(exercise) for exercise in catalogue.exercises},
        "former": {former: one.slug for one in catalogue.exercises for former in one.former_slugs},
        "months": catalogue.site.months,
        "programmes": {key: plan for imbalance in catalogue.imbalances for key, plan in maker.programmes(imbalance)},
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return OutputFile.of(scripts.SHEET_DATA, f"var sheetData = {text}\n")


@dataclass(frozen=True)
class _Maker:
    """Puts the data together."""

    catalogue: Catalogue
    illustrations: Illustrations
    environment: Environment

    @cached_property
    def _phrase(self) -> Phrases:
        return Phrases(self.environment, catalogue=self.catalogue)

    def _amount(self, dose: Dose | Assignment) -> str:
        """How much, without the side: that is a field of its own."""
        return self._phrase("sets_of", dose, "both")

    def exercise(self, exercise: Exercise) -> dict[str, object]:
        return {
            "title": exercise.title,
            "page": urls.exercise_url(exercise),
            "dose": self._amount(exercise.dose),
            "sided": exercise.sides != "both",
            "figure": self._figure(exercise),
            "ask": f"{'; '.join(exercise.ask_first)}.",
            "setup": " ".join(exercise.setup),
            "steps": exercise.steps,
            "breathing": exercise.breathing,
            "here": exercise.feel_it.here,
            "not_here": exercise.feel_it.not_here,
            "stop": f"{'; '.join(exercise.stop_if)}." if exercise.stop_if else "",
        }

    def _figure(self, exercise: Exercise) -> dict[str, object] | None:
        if exercise.figure is None:
            return None
        size = self.illustrations.sizes(exercise.slug)["all"]
        file = urls.figure_file(exercise.slug, "all")
        return {"file": file, "alt": exercise.figure.desc, "width": size.width, "height": size.height}

    def programmes(self, imbalance: Imbalance) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
        """Yield each phase and each variant, by its number or id, as exercises with how much and a note."""
        for key, part in imbalance.programme.plans:
            yield f"{imbalance.slug}/{key}", self._plan(part.exercises)

    def _plan(self, assignments: Iterable[Assignment]) -> list[tuple[str, str, str]]:
        return [(one.exercise, self._amount(one), one.note or "") for one in assignments]
