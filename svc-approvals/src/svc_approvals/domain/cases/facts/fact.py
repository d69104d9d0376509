"""Something that happened to a case."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened to a case."""
