"""A flow chart before it has a place on paper: steps, and what each comes after."""

from dataclasses import dataclass
from typing import Literal

Shape = Literal["end", "step", "side"]


@dataclass(frozen=True, slots=True)
class Step:
    """One box. `condition` is when it is taken at all; `lines` stand small under its title."""

    key: str
    title: str
    after: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    condition: str = ""
    shape: Shape = "step"


@dataclass(frozen=True, slots=True)
class Chart:
    """A whole chart; `notes` are printed under it."""

    title: str
    subtitle: str
    steps: tuple[Step, ...]
    notes: tuple[str, ...] = ()
