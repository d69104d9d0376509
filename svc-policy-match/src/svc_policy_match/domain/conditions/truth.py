"""Truth in three values (Kleene 1938, strong): all is the least, any the greatest."""

from collections.abc import Iterable
from enum import IntEnum


class Truth(IntEnum):
    """What a condition is for somebody of whom not everything is known."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2


FALSE, UNKNOWN, TRUE = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE


def all_of(values: Iterable[Truth]) -> Truth:
    """False if one is; true if all are, and if there is none."""
    least = TRUE
    for one in values:
        if one < least:
            least = one
            if least is FALSE:
                break
    return least


def any_of(values: Iterable[Truth]) -> Truth:
    """True if one is; false if all are, and if there is none."""
    greatest = FALSE
    for one in values:
        if one > greatest:
            greatest = one
            if greatest is TRUE:
                break
    return greatest


def negated(value: Truth) -> Truth:
    """What is not known stays so."""
    return Truth(2 - value)
