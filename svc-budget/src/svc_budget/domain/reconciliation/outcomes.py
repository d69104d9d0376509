"""What became of a rule: one receipt for every rule and submission. No receipt is not a pass."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """The six outcomes."""

    PASS = "pass"  # noqa: S105 - an outcome
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"  # the book need not have what the rule speaks of
    INSUFFICIENT_DATA = "insufficient_data"  # it ought to have it
    PARSE_ERROR = "parse_error"  # a cell it needs could not be read
    EXECUTION_ERROR = "execution_error"  # the rule itself broke down


@dataclass(frozen=True, slots=True)
class Receipt:
    """A rule's outcome. `held`, `broken`, `blank`: how many places were found so."""

    rule: str
    version: int
    outcome: Outcome
    held: int = 0
    rounded: int = 0  # of those that held: within the tolerance, not exactly
    broken: int = 0
    blank: int = 0  # nothing stands on either side
    unread: tuple[str, ...] = ()  # cells that could not be read, as sheet!A1
    note: str = ""  # why it could not be decided, in Chinese
