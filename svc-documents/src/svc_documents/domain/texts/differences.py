"""What changed from one text to another, article by article, with the words marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from svc_documents.domain.texts.blocks import Block
from svc_documents.domain.texts.matching import matched
from svc_documents.domain.texts.units import Unit, units_of
from svc_documents.domain.texts.words import Cut, Segment, marked

ChangeKind = Literal["unchanged", "renumbered", "changed", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one unit; ``before`` is missing when it was added, ``after`` when removed."""

    before: Unit | None
    after: Unit | None

    @property
    def kind(self) -> ChangeKind:
        """Added, removed, changed in words, only in its number, or not at all."""
        if self.before is None:
            return "added"
        if self.after is None:
            return "removed"
        if self.before.text != self.after.text:
            return "changed"
        return "unchanged" if self.before.number == self.after.number else "renumbered"

    def segments(self, cut: Cut) -> list[Segment]:
        """Its characters, the words that changed marked."""
        before = self.before.text if self.before else ""
        return marked(before, self.after.text if self.after else "", cut)


def differences(old: Sequence[Block], new: Sequence[Block]) -> list[Change]:
    """Every unit of both texts, in the order of the newer; what was removed where it stood."""
    before, after = list(units_of(old)), list(units_of(new))
    return list(_in_order(before, after, matched(before, after)))


def _in_order(
    before: Sequence[Unit], after: Sequence[Unit], match: dict[int, int]
) -> Iterator[Change]:
    came_from = {j: i for i, j in match.items()}
    told = 0
    for j, unit in enumerate(after):
        i = came_from.get(j)
        if i is not None and i >= told:
            yield from _removed(before, match, range(told, i))
            told = i + 1
        yield Change(before[i] if i is not None else None, unit)
    yield from _removed(before, match, range(told, len(before)))


def _removed(before: Sequence[Unit], match: dict[int, int], places: range) -> Iterator[Change]:
    for i in places:
        if i not in match:
            yield Change(before[i], None)
