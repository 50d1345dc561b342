"""Rules of a figure: what is physically wrong, said at the place of its cause, in the body's own terms.

Types and limits of single values are checked by the model before; this looks at what comes of them. Key paths and
messages begin at the figure. The first line of each function is the rule.
"""

from collections.abc import Iterator
from itertools import chain, pairwise

from builder.content.models.figure import USUAL, Figure, Keyframe, Limbs
from builder.content.problem import DraftProblem, KeyPath, errors, value_problem
from builder.content.rules import Rules
from builder.figures.arrows.arrows import is_moving, landmark_called
from builder.figures.body.contact import lowest_foot
from builder.figures.body.places import DIRECTIONS, body_places
from builder.figures.body.sides import SIDES, WORDS
from builder.figures.contact_rules import body_problem, lowest_parts, rule_of_contact, side_named
from builder.figures.draw.muscles import muscle_areas
from builder.figures.props.equipment import things_of, world_of
from builder.figures.solve.arms import Miss, misses
from builder.figures.solve.between import halfway, steps
from builder.figures.solve.scene import Scene, scene
from builder.figures.solve.solve import Solved
from builder.figures.space.camera import VIEWS

SUNK = 1.0
"""A part deeper than this many cm is below the floor; less is the softness of flesh and shoes."""

WIDEST_TURN = 130.0
"""Frames between which the trunk turns more than this many degrees do not blend into each other."""

rule_of_figure = Rules[[Figure], DraftProblem]()
rule_of_scene = Rules[[Scene], DraftProblem]()
"""Rules of a figure as it is written, and of its solved frames."""


def find_problems(figure: Figure) -> list[DraftProblem]:
    """Everything that is wrong with a figure; the solver only runs when names and frames make sense."""
    found = rule_of_figure.problems(figure)
    if errors(found):
        return found
    solved = scene(figure)
    return [*found, *rule_of_scene.problems(solved), *rule_of_contact.problems(solved)]


@rule_of_figure
def things_have_names_of_their_own(figure: Figure) -> Iterator[DraftProblem]:
    """Two things of one kind have different ids."""
    names = [thing.name for thing in things_of(figure)]
    for index, name in enumerate(names):
        if name in names[:index]:
            yield value_problem(("props", index), f"is the second {name!r}; give it an id of its own, or delete it")


@rule_of_figure
def frame_gives_each_side_once(figure: Figure) -> Iterator[DraftProblem]:
    """A frame gives the root and each side once."""
    for index, frame in enumerate(figure.frames):
        given = frame.model_fields_set
        if {"pelvis", "chest"} <= given:
            message = "must not stand beside pelvis: one leads, the other follows; delete one"
            yield value_problem(("frames", index, "chest"), message)
        for one, other in WORDS.values():
            if {one, other} <= given:
                message = f"is the same side as {one}; put all of it under one of the two"
                yield value_problem(("frames", index, other), message)


@rule_of_figure
def highlights_can_be_drawn(figure: Figure) -> Iterator[DraftProblem]:
    """Only muscles that can be drawn are tinted."""
    known = tuple(muscle_areas())
    for index, muscle in enumerate(figure.highlight or ()):
        if muscle not in known:
            message = f"must be a muscle that can be drawn; found {str(muscle)!r}"
            yield value_problem(("highlight", index), message, known, muscle)


@rule_of_figure
def further_pictures_show_a_frame(figure: Figure) -> Iterator[DraftProblem]:
    """A further picture shows a frame there is."""
    for index, further in enumerate(figure.also):
        if further.frame is not None and further.frame > len(figure.frames):
            message = f"must be a frame there is, 1 to {len(figure.frames)}; found {further.frame}"
            yield value_problem(("also", index, "frame"), message)


@rule_of_figure
def targets_exist(figure: Figure) -> Iterator[DraftProblem]:
    """A hand reaches for, and an arm points to, a place there is."""
    offered = world_of(things_of(figure)).places
    for index, side, limbs in _each(figure):
        for key, extra in (("reach", ()), ("point", DIRECTIONS)):
            target = getattr(limbs, key)
            known = (*body_places(), *offered, *extra)
            if target is not None and target.at not in known:
                what = "a place on the body or the equipment" if key == "reach" else "a direction or a place"
                yield value_problem(
                    ("frames", index, *side, key), f"must be {what}; found {target.at!r}", known, target.at
                )


@rule_of_figure
def holds_exist(figure: Figure) -> Iterator[DraftProblem]:
    """The person hangs from a bar, and sits or lies on a seat, that is there, all the time or never."""
    things = things_of(figure)
    bars = tuple(thing.name for thing in things if thing.is_hung_from)
    seats = tuple(thing.name for thing in things if thing.is_seat)
    for key, known in (("hang", bars), ("on", seats)):
        for index, frame in enumerate(figure.frames):
            value = getattr(frame, key)
            if value is not None and value not in known:
                yield value_problem(("frames", index, key), f"must be one of the props; found {value!r}", known, value)
            if index and value is not None and not any(getattr(one, key) for one in figure.frames[:index]):
                message = "must hold from the first frame on: frames blend only when the person is held in the same way"
                yield value_problem(("frames", index, key), message)


def _each(figure: Figure) -> Iterator[tuple[int, tuple[str, ...], Limbs]]:
    """Every frame, for both sides and for each side that it names."""
    for index, frame in enumerate(figure.frames):
        yield index, (), frame
        for word in chain.from_iterable(WORDS.values()):
            if limbs := getattr(frame, word):
                yield index, (word,), limbs


def _side(frame: Keyframe, side: str, key: str) -> tuple[str, ...]:
    """Where in a frame a joint of the person's side is given: under its own key, or for both."""
    for word in WORDS[side]:
        limbs = getattr(frame, word)
        if limbs is not None and key in limbs.model_fields_set:
            return (word, key)
    return (key,) if key in frame.model_fields_set else ()


@rule_of_scene
def hands_reach_their_targets(solved: Scene) -> Iterator[DraftProblem]:
    """Every hand gets to its target."""
    for index, one in enumerate(solved.keyframes):
        unreached: dict[KeyPath, list[Miss]] = {}
        for miss in misses(one.pose, one.person, solved.world, solved.body):
            place = _side(solved.figure.frames[index], miss.side, "reach")
            unreached.setdefault(("frames", index, *place), []).append(miss)
        for key_path, found in unreached.items():
            who = "hands" if len(found) > 1 else f"{side_named(solved.figure, found[0].side)} hand"
            most = max(miss.distance for miss in found)
            yield body_problem(
                key_path,
                f"the {who} cannot reach {found[0].target}: {most:.0f} cm short; "
                "move the thing or the body, or choose another place",
            )


@rule_of_scene
def standing_feet_stand(solved: Scene) -> Iterator[DraftProblem]:
    """Flat and planted feet stand on the floor."""
    for index, one in enumerate(solved.keyframes):
        for side in SIDES:
            rule = one.pose.legs[side].foot
            height = lowest_foot(one.person.legs[side])
            if rule in ("flat", "planted") and abs(height) > 0.5:
                where = f"{abs(height):.0f} cm {'above' if height > 0 else 'below'} the floor"
                yield body_problem(
                    ("frames", index, *_side(solved.figure.frames[index], side, "foot")),
                    f"the {side_named(solved.figure, side)} foot is {rule}, but {where}; "
                    "change hip or knee so that it can stand",
                )


@rule_of_scene
def nothing_is_below_the_floor(solved: Scene) -> Iterator[DraftProblem]:
    """Nothing is below the floor."""
    for index, one in enumerate(solved.keyframes):
        for part, height in lowest_parts(solved, one):
            if height < -SUNK:
                message = f"the {part} is {-height:.0f} cm below the floor; lift it, or the body"
                yield body_problem(("frames", index), message)


@rule_of_scene
def frames_blend(solved: Scene) -> Iterator[DraftProblem]:
    """One frame can turn into the next: the trunk does not somersault, and nothing passes through the floor."""
    for index, (start, end) in enumerate(pairwise(solved.keyframes)):
        turn = abs(start.pose.pelvis - end.pose.pelvis)
        place: KeyPath = ("frames", index + 1)
        if turn > WIDEST_TURN:
            yield value_problem(place, f"turns the body by {turn:.0f} degrees at once; put a frame between")
            continue
        for part, depth in _sunk_on_the_way(solved, start, end).items():
            message = f"takes the {part} {depth:.0f} cm through the floor on the way; put a frame between"
            yield value_problem(place, message)


def _sunk_on_the_way(solved: Scene, start: Solved, end: Solved) -> dict[str, float]:
    """How deep each part goes between two frames, beyond what it does in them."""
    count = steps(start, end)
    found: dict[str, float] = {}
    for step in range(1, count):
        one = halfway(start, end, step / count, solved.world, solved.body)
        for part, height in lowest_parts(solved, one):
            if height < -3 * SUNK:
                found[part] = max(found.get(part, 0.0), -height)
    return found


@rule_of_scene
def arrows_follow_what_moves(solved: Scene) -> Iterator[DraftProblem]:
    """An arrow that is asked for follows a part that moves; a warning, because it is left out."""
    page = VIEWS[solved.figure.view].page
    for index, arrow in enumerate(solved.figure.arrow or ()):
        place = landmark_called(arrow.of).place
        if not is_moving([page(place(one.person)) for one in solved.keyframes]):
            message = f"is left out, because the {arrow.of} does not move as seen from here; name a part that moves"
            yield value_problem(("arrow", index), message, is_warning=True)


@rule_of_figure
def angles_are_usual(figure: Figure) -> Iterator[DraftProblem]:
    """Angles beyond the usual range of a joint are worth a second look."""
    for index, side, limbs in _each(figure):
        for name, (low, high) in USUAL.items():
            value = getattr(limbs, name, None)
            if value is not None and not low <= value <= high:
                message = f"is unusual for this joint ({low:g} to {high:g}); found {value:g}; look at the drawing"
                yield value_problem(("frames", index, *side, name), message, is_warning=True)
