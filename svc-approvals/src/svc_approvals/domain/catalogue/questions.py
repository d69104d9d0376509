"""Scenario questions: the few answers that make one matter somebody's own."""

from dataclasses import dataclass
from typing import Literal

from svc_approvals.domain.catalogue.conditions import Condition
from svc_approvals.domain.catalogue.shapes import Key, Text

QuestionKind = Literal["single", "multiple", "number", "date"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that may be answered: the value stored and the words shown."""

    value: Text
    label: Text


@dataclass(frozen=True, slots=True)
class Question:
    """A question (情形) shown while its condition holds over the earlier answers."""

    key: Key
    title: Text
    kind: QuestionKind
    choices: tuple[Choice, ...] = ()
    required: bool = True
    hint: str = ""
    least: int | None = None
    most: int | None = None
    when: Condition | None = None

    @property
    def values(self) -> tuple[str, ...]:
        """The values that may be chosen."""
        return tuple(choice.value for choice in self.choices)
