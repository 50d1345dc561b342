"""How a rule is registered: as a function under ``@``, among those that look at the same thing.

A rule gives a problem for whatever breaks it. The first line of its docstring is the rule. Those of one figure, file
or page give drafts, because they do not know its place; those of the whole content give problems.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, ParamSpec

from builder.content.problem import DraftProblem, Problem, ProblemT

SubjectP = ParamSpec("SubjectP")

RULES: list[Callable[..., Iterable[Problem | DraftProblem]]] = []
"""Every rule of the modules that are loaded; each has a sample that breaks it, which ``tests/`` see to."""


class Rules(Generic[SubjectP, ProblemT]):
    """The rules that look at the same thing."""

    def __init__(self) -> None:
        self._rules: list[Callable[SubjectP, Iterator[ProblemT]]] = []

    def __call__(self, rule: Callable[SubjectP, Iterator[ProblemT]]) -> Callable[SubjectP, Iterator[ProblemT]]:
        """Register a rule."""
        self._rules.append(rule)
        RULES.append(rule)
        return rule

    def problems(self, *subject: SubjectP.args, **named: SubjectP.kwargs) -> list[ProblemT]:
        """Whatever breaks one of the rules."""
        return [problem for rule in self._rules for problem in rule(*subject, **named)]
