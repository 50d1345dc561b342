"""From source files to a catalogue, or to all the problems they have.

Three scopes, each on what passed the one before: one value (the models), one file (``file_rules.py``) and the whole
content (``CONTENT_RULES``).
Problems are values: nothing is raised, nothing stops at the first.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from pydantic import BaseModel, ValidationError

from builder.catalogue.catalogue import FILES, FOLDERS, OPTIONAL_FILES, Catalogue, HandWrittenPage, Logo, Words
from builder.catalogue.urls import HAND_WRITTEN_PAGES
from builder.check import font_rules, link_rules, programme_rules, reading_level, reference_rules, words_used
from builder.check.checked_files import (
    AnyFile,
    CheckedContent,
    CheckedFile,
    KindT,
    MissingLetters,
    Surroundings,
    SyllableCounter,
)
from builder.check.file_rules import FILE_RULES
from builder.check.messages import did_you_mean, problems_of_values
from builder.content.models.figure import Figure
from builder.content.models.guides import EvidencePage, SelfChecks, Training
from builder.content.models.imbalance import Imbalance
from builder.content.models.pages import FrontMatter
from builder.content.models.site import Home, Safety, Site
from builder.content.models.vocabulary import Glossary, Sources, Vocabulary
from builder.content.page_markdown import page_problems
from builder.content.problem import DraftProblem, Problem, errors
from builder.content.source import SourceFile
from builder.content.static import StaticFile, static_problems
from builder.content.yaml_reader import YamlValue

FigureRules = Callable[[Figure], Sequence[DraftProblem]]
"""Gives what is wrong with a figure, key paths and messages beginning at the figure."""

CONTENT_RULES = (
    reference_rules.rule,
    link_rules.rule,
    programme_rules.rule,
    reading_level.rule,
    font_rules.rule,
    words_used.rule,
)
"""The rules of the whole content."""


@dataclass(frozen=True)
class CheckResult:
    """The catalogue, when there is nothing but warnings; the problems and warnings, sorted by place."""

    catalogue: Catalogue | None
    problems: tuple[Problem, ...]


def check(
    sources: Sequence[SourceFile],
    directory: str,
    surroundings: Surroundings,
    figure_problems: FigureRules,
    missing_letters: MissingLetters = lambda letters: (),
    count_syllables: SyllableCounter = reading_level.count_syllables,
    static: Sequence[StaticFile] = (),
) -> CheckResult:
    """Check all files of the content folder ``directory`` against each other and against what is around them.

    ``figure_problems`` says what is wrong with a figure, ``missing_letters`` which letters no font has,
    ``count_syllables`` how many syllables words have: each may answer from a cache. ``static`` are the files that go
    into the site as they are.
    """
    checked: dict[PurePosixPath, AnyFile] = {}
    problems = list(_missing_files(sources, directory))
    for source in sources:
        found, model = _check_file(source)
        problems += found
        if model is not None:
            checked[source.place] = CheckedFile(source, model)
            problems += [_located(source, draft) for draft in _figure_problems(model, figure_problems)]
    problems += (problem for file in static for problem in static_problems(file))
    content = CheckedContent(
        sources, dict(sorted(checked.items())), surroundings, missing_letters, count_syllables, static
    )
    for rules in CONTENT_RULES:
        problems += rules.problems(content)
    return CheckResult(None if errors(problems) else _catalogue(content), tuple(sorted(set(problems))))


def _missing_files(sources: Sequence[SourceFile], directory: str) -> Iterator[Problem]:
    present = {str(source.place) for source in sources}
    for name in (*FILES, *(f"pages/{page}.md" for page in HAND_WRITTEN_PAGES)):
        if name not in present:
            yield Problem(f"{directory}/{name}", 1, 1, "the file is missing; every site needs it")
    for folder in FOLDERS:
        if not any(place.startswith(f"{folder}/") for place in present):
            yield Problem(f"{directory}/{folder}", 1, 1, "the folder has no .yml file; a site needs at least one")


def _model_for(place: PurePosixPath) -> type[BaseModel] | None:
    match place.parts:
        case (name,):
            return FILES.get(name) or OPTIONAL_FILES.get(name)
        case ("pages", *_) if place.suffix == ".md":
            return FrontMatter
        case (folder, _) if place.suffix == ".yml":
            return FOLDERS.get(folder)
    return None


def _check_file(source: SourceFile) -> tuple[list[Problem], BaseModel | None]:
    """Judge one file by itself: its reading, its values, then its own rules."""
    kind = _model_for(source.place)
    if kind is None and not source.problems:
        known = [*FILES, *OPTIONAL_FILES, *(f"{folder}/<name>.yml" for folder in FOLDERS), "pages/<name>.md"]
        named = source.place.name if len(source.place.parts) == 1 else ""
        return [source.problem((), f"no such file belongs here{did_you_mean(named, known)}")], None
    if source.problems or kind is None:
        return list(source.problems), None
    problems = [*_reserved_keys(source), *_markdown_problems(source)]
    try:
        model = kind.model_validate(_with_slug(kind, source))
    except ValidationError as error:
        return problems + problems_of_values(source, error, kind), None
    if kind in FILE_RULES:
        problems += [_located(source, draft) for draft in FILE_RULES[kind].problems(model)]
    return problems, None if problems else model


def _figure_problems(model: BaseModel, rules: FigureRules) -> Iterator[DraftProblem]:
    """What is wrong with an exercise's figure, at the place of its cause."""
    figure = getattr(model, "figure", None)
    return (problem.inside("figure") for problem in (rules(figure) if figure else ()))


def _located(source: SourceFile, draft: DraftProblem) -> Problem:
    """Give a draft problem its place in the file, and a suggestion where one can be made."""
    hint = did_you_mean(draft.found, draft.known) if draft.known else ""
    return source.problem(draft.key_path, draft.message + hint, is_warning=draft.is_warning)


def _with_slug(kind: type[BaseModel], source: SourceFile) -> YamlValue:
    data = source.data
    return {**data, "slug": source.slug} if "slug" in kind.model_fields and isinstance(data, dict) else data


def _reserved_keys(source: SourceFile) -> Iterator[Problem]:
    if source.place.parts[0] in FOLDERS and isinstance(source.data, dict) and "slug" in source.data:
        yield source.problem(("slug",), "slug is the file's name; delete this line", at_key=True)


def _markdown_problems(source: SourceFile) -> Iterator[Problem]:
    for position, message in page_problems(source.body) if source.body else ():
        yield source.body_problem(position, message)


def _catalogue(content: CheckedContent) -> Catalogue:
    """The catalogue of content in which nothing is wrong, so every file is there."""

    def the(kind: type[KindT]) -> KindT:
        return content.of(kind)[0].model

    logo = content.find(Logo)
    return Catalogue(
        site=the(Site),
        words=the(Words).root,
        home=the(Home).with_count(len(content.exercises)),
        training=the(Training),
        self_checks=the(SelfChecks),
        evidence=the(EvidencePage),
        safety=the(Safety),
        vocabulary=the(Vocabulary),
        sources=the(Sources).sources,
        glossary=the(Glossary),
        imbalances=tuple(sorted((file.model for file in content.of(Imbalance)), key=lambda one: (one.order, one.slug))),
        exercises=tuple(file.model for file in content.exercises),
        pages=tuple(
            HandWrittenPage(file.source.place.relative_to("pages"), file.model, file.source.body)
            for file in content.of(FrontMatter)
        ),
        logo=logo.model.root if logo else None,
    )
