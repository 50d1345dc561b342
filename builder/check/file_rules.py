"""Rules of one file that a field's type cannot say. The first line of each function is the rule.

A rule takes the file's model and yields a draft problem for each value that breaks it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from pydantic import BaseModel

from builder.content.characters import look_of
from builder.content.models.exercise import Dose, Exercise, Review
from builder.content.models.guides import EvidencePage, SelfChecks
from builder.content.models.imbalance import Claim, Imbalance
from builder.content.models.programme import Assignment
from builder.content.models.site import COUNT, Home, Site
from builder.content.models.values import Grade
from builder.content.models.vocabulary import Glossary, Sources, Vocabulary
from builder.content.problem import DraftProblem, KeyPath, value_problem
from builder.content.rules import Rules

FILE_RULES: dict[type[BaseModel], Rules[..., DraftProblem]] = {}
"""The rules of each kind of file."""

RuleT = TypeVar("RuleT", bound=Callable[..., Iterator[DraftProblem]])


def rule(*kinds: type[BaseModel]) -> Callable[[RuleT], RuleT]:
    """Register a rule of some kinds of files."""

    def registered(function: RuleT) -> RuleT:
        for kind in kinds:
            FILE_RULES.setdefault(kind, Rules())(function)
        return function

    return registered


@rule(Exercise)
def dose_has_one_amount(exercise: Exercise) -> Iterator[DraftProblem]:
    """A dose is counted in reps, hold_seconds or distance_metres: exactly one of them."""
    yield from _one_amount(("dose",), exercise.dose)


@rule(Imbalance)
def programme_amounts(imbalance: Imbalance) -> Iterator[DraftProblem]:
    """Each exercise of a programme is counted in exactly one way."""
    for key_path, assignments in _assignments(imbalance):
        for number, assignment in enumerate(assignments):
            yield from _one_amount((*key_path, number), assignment)


def _assignments(imbalance: Imbalance) -> Iterator[tuple[KeyPath, tuple[Assignment, ...]]]:
    """The exercises of each phase and each variant, with where they are."""
    for name in ("phases", "variants"):
        for index, part in enumerate(getattr(imbalance.programme, name)):
            yield ("programme", name, index, "exercises"), part.exercises


def _one_amount(key_path: KeyPath, dose: Dose | Assignment) -> Iterator[DraftProblem]:
    given = [name for name in ("reps", "hold_seconds", "distance_metres") if getattr(dose, name)]
    if len(given) != 1:
        found = " and ".join(given) or "none"
        yield value_problem(key_path, f"must have one of reps, hold_seconds, distance_metres; found {found}")


@rule(Imbalance)
def phases_follow(imbalance: Imbalance) -> Iterator[DraftProblem]:
    """The phases of a programme begin with week 1 and follow each other without a gap."""
    expected = 1
    for index, phase in enumerate(imbalance.programme.phases):
        if phase.weeks[0] != expected:
            key_path = ("programme", "phases", index, "weeks")
            yield value_problem(key_path, f"must begin with week {expected}; found {phase.weeks[0]}")
        expected = phase.weeks[1] + 1


@rule(Exercise)
def main_or_other(exercise: Exercise) -> Iterator[DraftProblem]:
    """A muscle is primary or secondary, equipment is needed or optional: not both."""
    needed = [item for choices in exercise.equipment for item in choices]
    yield from _not_both("secondary_muscles", exercise.secondary_muscles, "primary_muscles", exercise.primary_muscles)
    yield from _not_both("optional_equipment", exercise.optional_equipment, "equipment", needed)


def _not_both(name: str, entries: Iterable[str], other: str, others: Sequence[str]) -> Iterator[DraftProblem]:
    for index, entry in enumerate(entries):
        if entry in others:
            message = f"{name} must not repeat {str(entry)!r} of {other}; delete one of the two"
            yield DraftProblem((name, index), message)


MOVEMENTS = {"setup", "steps"}


@rule(Exercise, Imbalance)
def entries_given_once(model: BaseModel) -> Iterator[DraftProblem]:
    """A list does not hold the same entry twice; a movement may take the same step twice."""
    for name in type(model).model_fields.keys() - MOVEMENTS:
        entries = getattr(model, name)
        if isinstance(entries, tuple) and all(isinstance(entry, str) for entry in entries):
            for index, entry in enumerate(entries):
                if entry in entries[:index]:
                    yield DraftProblem((name, index), f"{name} must not hold {entry!r} twice; delete one")


@rule(Exercise)
def exercise_grade_and_sources(exercise: Exercise) -> Iterator[DraftProblem]:
    """Grades A and B rest on sources; grades C and G carry none."""
    yield from _grade_and_sources(("sources",), exercise.clinician.grade, exercise.sources)


@rule(Imbalance)
def claim_grades_and_sources(imbalance: Imbalance) -> Iterator[DraftProblem]:
    """A claim of grade A or B names its sources; one of grade C or G names none."""
    yield from _claims(("evidence", "claims"), imbalance.evidence.claims)


@rule(SelfChecks)
def claims_of_checks_and_sources(model: SelfChecks) -> Iterator[DraftProblem]:
    """What is said of a self-check is graded like every other claim."""
    for index, check in enumerate(model.checks):
        yield from _claims(("checks", index, "limits"), check.limits)
    for index, other in enumerate(model.not_offered):
        yield from _claims(("not_offered", index, "why_not"), other.why_not)


@rule(EvidencePage)
def claims_of_answers_and_sources(model: EvidencePage) -> Iterator[DraftProblem]:
    """What an answer rests on is graded like every other claim."""
    for index, question in enumerate(model.questions):
        yield from _claims(("questions", index, "claims"), question.claims)


def _claims(key_path: KeyPath, claims: Iterable[Claim]) -> Iterator[DraftProblem]:
    for index, claim in enumerate(claims):
        yield from _grade_and_sources((*key_path, index, "sources"), claim.grade, claim.sources)


def _grade_and_sources(key_path: KeyPath, grade: Grade, sources: tuple[str, ...]) -> Iterator[DraftProblem]:
    if grade in "AB" and not sources:
        yield value_problem(key_path, f"must name a source for grade {grade}; add one, or use grade C or G")
    if grade in "CG" and sources:
        yield value_problem(key_path, f"must be empty for grade {grade}, which is no paper's word; delete the sources")


@rule(Exercise, Imbalance)
def review_is_whole(model: Exercise | Imbalance) -> Iterator[DraftProblem]:
    """A review names its reviewer, profession, day and next day; a text without review names none of them."""
    review: Review = model.review
    for name in ("by", "profession", "on", "due"):
        given = getattr(review, name) is not None
        if review.status == "reviewed" and not given:
            yield value_problem(("review", name), "is missing; a review names by, profession, on and due")
        if review.status == "not-reviewed" and given:
            yield value_problem(("review", name), "must be left out while the status is not-reviewed")


@rule(Exercise, Imbalance)
def review_days_follow(model: Exercise | Imbalance) -> Iterator[DraftProblem]:
    """The next review is due after the last."""
    review: Review = model.review
    if review.on and review.due and review.due <= review.on:
        yield value_problem(("review", "due"), f"must be later than {review.on}; found {review.due}")


@rule(Imbalance)
def exercises_once_a_phase(imbalance: Imbalance) -> Iterator[DraftProblem]:
    """A phase or variant of a programme names an exercise once."""
    for place, assignments in _assignments(imbalance):
        slugs = [assignment.exercise for assignment in assignments]
        for number, slug in enumerate(slugs):
            if slug in slugs[:number]:
                key_path = (*place, number, "exercise")
                yield value_problem(key_path, f"names {str(slug)!r} twice in one list; delete one")


@rule(Glossary)
def terms_named_once(glossary: Glossary) -> Iterator[DraftProblem]:
    """A word leads to one glossary entry."""
    owners: dict[str, str] = {}
    for index, term in enumerate(glossary.terms):
        names: list[tuple[KeyPath, str]] = [(("terms", index, "term"), term.term)]
        names += [(("terms", index, "aliases", number), alias) for number, alias in enumerate(term.aliases)]
        for key_path, name in names:
            if (owner := owners.setdefault(look_of(name), term.id)) != term.id:
                yield value_problem(key_path, f"{name!r} already leads to {owner!r}; delete one")


@rule(Vocabulary, Sources, Glossary)
def ids_given_once(model: Vocabulary | Sources | Glossary) -> Iterator[DraftProblem]:
    """An id is used once in its list."""
    for name in type(model).model_fields:
        seen: set[str] = set()
        for index, entry in enumerate(getattr(model, name)):
            if entry.id in seen:
                yield DraftProblem(
                    (name, index, "id"), f"{name} must not use the id {entry.id!r} twice; choose another"
                )
            seen.add(entry.id)


@rule(Site)
def disclaimer_says_so(site: Site) -> Iterator[DraftProblem]:
    """The short disclaimer contains the words “not medical advice” in an English site."""
    if site.language == "en" and "not medical advice" not in site.disclaimer.short:
        yield value_problem(("disclaimer", "short"), "must contain the words 'not medical advice'")


@rule(Site)
def address_ends_in_slash(site: Site) -> Iterator[DraftProblem]:
    """The site's address ends in a slash, so that pages can be added to it."""
    if not site.address.endswith("/"):
        yield value_problem(("address",), f"must end in a slash; found {site.address!r}; write {site.address + '/'!r}")


@rule(Site)
def address_is_only_a_place(site: Site) -> Iterator[DraftProblem]:
    """The site's address has no query and no anchor: pages are added at its end."""
    if found := re.search(r"[?#].*", site.address):
        yield value_problem(("address",), f"must have no ? and no #; found {found[0]!r}; delete it")


@rule(Site)
def synonyms_are_single_words(site: Site) -> Iterator[DraftProblem]:
    """The search takes words for each other, not phrases."""
    for index, group in enumerate(site.synonyms):
        for number, word in enumerate(group):
            if re.search(r"[\s-]", word):
                key_path = ("synonyms", index, number)
                yield value_problem(key_path, f"must be one word; found {word!r}; write one, or delete it")


@rule(Home)
def places_on_the_first_page_are_known(home: Home) -> Iterator[DraftProblem]:
    """Texts of the first page have no place but that for the number of exercises."""
    for key_path, text in _texts(home.model_dump(), ()):
        for place in re.findall(r"\{[A-Za-z_]*\}", text):
            if place != COUNT:
                yield value_problem(key_path, f"has the place {place}, which nothing fills; known is {COUNT}")


def _texts(value: object, key_path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield key_path, value
    elif isinstance(value, dict | tuple):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(inner, (*key_path, key))
