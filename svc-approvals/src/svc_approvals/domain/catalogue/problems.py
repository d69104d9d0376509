"""What is wrong with a definition or with somebody's answers, and where."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: where (a JSON pointer), which kind (code), and in Chinese what to do."""

    pointer: str
    code: str
    message: str
    severity: Severity = "error"


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The findings that forbid publishing; warnings do not."""
    return tuple(problem for problem in problems if problem.severity == "error")


def pointer(*steps: str | int) -> str:
    """A JSON pointer (RFC 6901) made of its unescaped steps."""
    return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in steps)
