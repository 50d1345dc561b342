"""Rules across files about ids, names and progressions. The first line of each function is the rule."""

from collections.abc import Iterator

from builder.check.checked_files import AnyFile, CheckedContent
from builder.check.messages import did_you_mean
from builder.content.characters import look_of
from builder.content.models.exercise import Exercise, Review
from builder.content.models.imbalance import Imbalance
from builder.content.models.site import Site
from builder.content.models.values import MuscleId, Reference
from builder.content.models.vocabulary import Vocabulary
from builder.content.problem import KeyPath, Problem, field_name
from builder.content.rules import Rules
from builder.figures.muscle_map import muscle_ids

rule = Rules[[CheckedContent], Problem]()


@rule
def references_exist(content: CheckedContent) -> Iterator[Problem]:
    """Whatever a file refers to exists."""
    for checked in content.files.values():
        for key_path, reference in _references(checked):
            known = content.known.get(reference.kind)
            if known is not None and reference not in known:
                an = "an" if reference.kind[0] in "aeiou" else "a"
                yield checked.source.problem(
                    key_path,
                    f"{field_name(key_path)} must be {an} {reference.kind} of {reference.where}; "
                    f"found {str(reference)!r}{did_you_mean(reference, known)}",
                )


@rule
def cited_sources_are_seen(content: CheckedContent) -> Iterator[Problem]:
    """Only sources that an editor has seen are cited."""
    for checked in content.files.values():
        for key_path, reference in _references(checked):
            if reference.kind == "source" and reference in content.unseen_sources:
                yield checked.source.problem(
                    key_path,
                    f"{field_name(key_path)} must name a source that was seen; {str(reference)!r} says seen: false; "
                    "read it, or delete it here",
                )


def _references(checked: AnyFile) -> Iterator[tuple[KeyPath, Reference]]:
    return ((key_path, text) for key_path, text in checked.links_and_references if isinstance(text, Reference))


@rule
def progressions_agree(content: CheckedContent) -> Iterator[Problem]:
    """If A lists B as easier, B lists A as harder, and the other way round."""
    models = {checked.source.slug: checked.model for checked in content.exercises}
    for checked in content.exercises:
        for side, other_side in (("easier", "harder"), ("harder", "easier")):
            for index, step in enumerate(getattr(checked.model, side)):
                other = models.get(step.exercise)
                back = [step.exercise for step in getattr(other, other_side)] if other else [checked.source.slug]
                if checked.source.slug not in back:
                    yield checked.source.problem(
                        (side, index, "exercise"),
                        f"{side} > {index + 1} > exercise names {str(step.exercise)!r}, so {step.exercise}.yml must "
                        f"list {checked.source.slug!r} under {other_side}; add it there, or delete it here",
                    )


@rule
def progressions_end(content: CheckedContent) -> Iterator[Problem]:
    """No exercise is, step by step, harder than itself."""
    harder = {
        checked.source.slug: [step.exercise for step in checked.model.harder if step.exercise]
        for checked in content.exercises
    }
    for checked in content.exercises:
        reached: set[str] = set()
        ahead = list(harder[checked.source.slug])
        while ahead:
            slug = ahead.pop()
            if slug not in reached:
                reached.add(slug)
                ahead += harder.get(slug, [])
        if checked.source.slug in reached:
            yield checked.source.problem(
                ("harder",), "harder leads back to this exercise; take one rung out so that the ladder ends"
            )


@rule
def names_are_unique(content: CheckedContent) -> Iterator[Problem]:
    """A title or other name belongs to one exercise, and looks like that of no other."""
    owners: dict[str, str] = {}
    for checked in content.exercises:
        names: list[tuple[KeyPath, str]] = [(("title",), checked.model.title)]
        names += [(("aliases", index), alias) for index, alias in enumerate(checked.model.aliases)]
        for key_path, name in names:
            owner = owners.setdefault(look_of(name), checked.source.slug)
            is_own_title = key_path != ("title",) and name.casefold() == checked.model.title.casefold()
            if owner != checked.source.slug or is_own_title:
                yield checked.source.problem(
                    key_path, f"{field_name(key_path)} {name!r} already names {owner}.yml; choose another, or delete it"
                )


@rule
def orders_are_unique(content: CheckedContent) -> Iterator[Problem]:
    """Each imbalance has a place of its own among them."""
    owners: dict[int, str] = {}
    for checked in content.of(Imbalance):
        name = checked.source.place.name
        owner = owners.setdefault(checked.model.order, name)
        if owner != name:
            yield checked.problem(("order",), f"is {checked.model.order}, as in {owner}; choose another number")


@rule
def exercises_are_not_named_like_imbalances(content: CheckedContent) -> Iterator[Problem]:
    """An exercise is not named like an imbalance: drawings and places in the book go by this name."""
    for checked in content.exercises:
        if checked.source.slug in content.known["imbalance"]:
            yield checked.source.problem((), "the file has the name of an imbalance; rename it, like face-pull.yml")


@rule
def reviews_have_happened(content: CheckedContent) -> Iterator[Problem]:
    """A review is not of a later day than the content: nobody has made it yet."""
    for checked, review in _reviews(content):
        day = content.surroundings.day()
        if day and review.on and review.on > day:
            message = f"must not be later than the content, which is of {day}; found {review.on}"
            yield checked.problem(("review", "on"), message)


@rule
def reviews_are_not_overdue(content: CheckedContent) -> Iterator[Problem]:
    """A text is reviewed again by the day it is due; a warning."""
    for checked, review in _reviews(content):
        day = content.surroundings.day()
        if day and review.due and review.due < day:
            message = f"was {review.due}, and the content is of {day}; have the text reviewed again"
            yield checked.problem(("review", "due"), message, is_warning=True)


def _reviews(content: CheckedContent) -> Iterator[tuple[AnyFile, Review]]:
    for checked in content.files.values():
        if isinstance(checked.model, Exercise | Imbalance) and checked.model.review.status == "reviewed":
            yield checked, checked.model.review


@rule
def the_theme_speaks_the_language(content: CheckedContent) -> Iterator[Problem]:
    """The theme has its own few words, such as those of its buttons, in the language of the site."""
    known, site = content.surroundings.languages, content.find(Site)
    if site and (language := site.model.language) not in known:
        message = f"must be a language that the theme has texts in; found {language!r}; known are"
        yield site.problem(("language",), f"{message} {', '.join(sorted(known))}")


@rule
def named_muscles_have_a_shape(content: CheckedContent) -> Iterator[Problem]:
    """A muscle that an exercise or a pattern names has a shape, so that maps and drawings show it; a warning."""
    vocabulary = content.find(Vocabulary)
    if vocabulary is None:
        return
    users = _users_of_muscles(content)
    for index, muscle in enumerate(vocabulary.model.muscles):
        if muscle.id in users and muscle.id not in muscle_ids():
            key_path = ("muscles", index, "id")
            yield vocabulary.source.problem(
                key_path,
                f"{field_name(key_path)} {muscle.id!r}, which {users[muscle.id]} names, has no shape, so no map and no "
                "drawing shows it; take the id of a muscle in the pose reference, if one fits"
                + did_you_mean(muscle.id, muscle_ids()),
                is_warning=True,
            )


def _users_of_muscles(content: CheckedContent) -> dict[str, str]:
    """The first file that names each muscle; what a figure highlights has a rule of its own."""
    users: dict[str, str] = {}
    for place, checked in content.files.items():
        for key_path, reference in _references(checked):
            if reference.kind == MuscleId.kind and key_path[0] != "figure":
                users.setdefault(reference, str(place))
    return users


@rule
def presets_name_what_a_home_may_lack(content: CheckedContent) -> Iterator[Problem]:
    """A preset of the finder names each thing once, and none that every home has."""
    vocabulary = content.find(Vocabulary)
    if vocabulary is None:
        return
    at_home = {thing.id for thing in vocabulary.model.equipment if thing.in_every_home}
    for index, preset in enumerate(vocabulary.model.presets):
        for number, item in enumerate(preset.equipment):
            key_path = ("presets", index, "equipment", number)
            if item in at_home:
                yield vocabulary.problem(key_path, f"names {str(item)!r}, which every home has; delete it")
            if item in preset.equipment[:number]:
                yield vocabulary.problem(key_path, f"names {str(item)!r} twice; delete one")
