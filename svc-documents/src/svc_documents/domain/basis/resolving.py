"""From a reference to a document: one, several that could be meant, or none known.

A number decides over a title. Where several documents share a number or a
title, the one in force on the day is meant, and the answer says so.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from svc_documents.domain.basis.names import name_key, plain_name
from svc_documents.domain.basis.references import Reference, guesses
from svc_documents.domain.effects.effects import EffectOn, Force

EARLIEST = date.min
CHOSEN_IN_FORCE = "有多份文件同名或同号，按当日有效的一份答复。"
CHOSEN_LATEST = "有多份文件同名或同号，当日均已失去效力，按最后的一份答复。"
OTHER_TITLE = "文号对应的文件与所写题名不一致，按文号答复。"
OTHER_NUMBER = "同名文件的文号与所写的不一致，请核对。"


class Answer(StrEnum):
    """How far a reference could be resolved."""

    FOUND = "found"
    CANDIDATES = "candidates"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Held:
    """A document of the library as a reference is compared with it."""

    document_id: UUID
    title: str
    name_keys: tuple[str, ...]
    document_no: str
    number_key: str
    registration_no: str
    organ_name: str
    issued_on: date | None
    force: Force

    @property
    def name(self) -> str:
        """As it is written: 《题名》（文号）."""
        return f"《{self.title}》" + (f"（{self.document_no}）" if self.document_no else "")


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a reference means on a day."""

    reference: Reference
    answer: Answer
    document: Held | None = None
    candidates: tuple[Held, ...] = ()
    note: str = ""

    def effect(self, day: date) -> EffectOn:
        """The effect of the one document; nothing is said of candidates."""
        return self.document.force.on(day) if self.document else EffectOn(None, None)


def resolve(reference: Reference, held: Sequence[Held], day: date) -> Resolution:
    """What a reference means among documents that share a key with it."""
    by_number, by_title = list(_by_number(reference, held)), list(_by_title(reference, held))
    if not by_number:
        return _of_title(reference, by_title, day)
    both = [one for one in by_number if one in by_title]
    note = OTHER_TITLE if reference.titles and not both else ""
    return _chosen(reference, both or by_number, day, note)


def _of_title(reference: Reference, found: list[Held], day: date) -> Resolution:
    """By its title; one that has another number than the reference says is only a candidate."""
    if not (reference.numbers or reference.registrations):
        return _chosen(reference, found, day)
    unnumbered = [one for one in found if not one.number_key]
    if found and not unnumbered:
        return Resolution(
            reference, Answer.CANDIDATES, candidates=tuple(found), note=OTHER_NUMBER
        )  # fmt: skip
    return _chosen(reference, unnumbered, day)


def _by_number(reference: Reference, held: Sequence[Held]) -> Iterator[Held]:
    for number in reference.numbers:
        for key in guesses(number):
            if matches := [one for one in held if one.number_key == key]:
                yield from matches
                break
    yield from (one for one in held if one.registration_no in reference.registrations)


def _by_title(reference: Reference, held: Sequence[Held]) -> Iterator[Held]:
    """For every title the closest matches: as written, but for signs, else by another name."""
    for title in reference.titles:
        key, plain = name_key(title), plain_name(title)
        named = [one for one in held if key in one.name_keys]
        exact = [one for one in named if plain_name(one.title) == plain]
        own = [one for one in named if one.name_keys[:1] == (key,)]
        yield from exact or own or named
        if named and title == reference.titles[0] and plain == plain_name(reference.text):
            return  # the whole text is a title that is held; its parts are not asked for


def _chosen(
    reference: Reference, found: Iterable[Held], day: date, note: str = ""
) -> Resolution:  # fmt: skip
    held = tuple({one.document_id: one for one in found}.values())
    if len(held) <= 1:
        answer = Answer.FOUND if held else Answer.UNKNOWN
        return Resolution(reference, answer, held[0] if held else None, note=note)
    if reference.names_several:
        return Resolution(reference, Answer.CANDIDATES, candidates=held, note=note)
    alive = [one for one in held if (effect := one.force.on(day).effect) and effect.usable]
    if len(alive) == 1:
        return Resolution(reference, Answer.FOUND, alive[0], note=note or CHOSEN_IN_FORCE)
    last = None if alive else _last(held)
    if last is not None:
        return Resolution(reference, Answer.FOUND, last, note=note or CHOSEN_LATEST)
    candidates = tuple(alive) or held
    return Resolution(reference, Answer.CANDIDATES, candidates=candidates, note=note)


def _last(held: Sequence[Held]) -> Held | None:
    """Of dead documents the one that began last, when all dates are known and it is one."""
    if any(one.force.first is None for one in held):
        return None
    order = sorted(held, key=lambda one: one.force.first or EARLIEST, reverse=True)
    return None if order[0].force.first == order[1].force.first else order[0]
