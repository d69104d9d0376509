"""Columns and terms, as their files hold them, and the order of what words find."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """A column of fiscal disclosure; `counts` names what is counted in it."""

    key: str
    title: str
    about: str
    counts: str
    href: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term in everyday words; `source` is the law or standard it comes from."""

    term: str
    means: str
    source: str


@dataclass(frozen=True, slots=True)
class Pages:
    """All of it."""

    columns: Sequence[Column] = ()
    terms: Sequence[Term] = ()


def read_pages(columns: Iterable[Mapping[str, Any]], terms: Iterable[Mapping[str, Any]]) -> Pages:
    """Refused with ValueError, which names the entry that is not in order."""
    return Pages(
        [_made(Column, one, "key") for one in columns], [_made(Term, one, "term") for one in terms]
    )


def _made(kind: Any, kept: Mapping[str, Any], name: str) -> Any:
    try:
        return kind(**kept)
    except TypeError as fault:
        raise ValueError(f"{kind.__name__} {kept.get(name, '?')}: {fault}") from fault


class Closeness(IntEnum):
    """How well words fit a title; the smaller the better."""

    SAME = 0
    BEGINS = 1
    CONTAINS = 2
    BESIDE = 3  # not in the title, but in what stands beside it


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found."""

    kind: str
    id: str
    title: str
    about: str
    href: str


def closeness(words: str, title: str, beside: str = "") -> Closeness | None:
    """How well words fit; None where they stand nowhere. Case and blanks do not count."""
    wanted, shown = _plain(words), _plain(title)
    if wanted == shown:
        return Closeness.SAME
    if shown.startswith(wanted):
        return Closeness.BEGINS
    if wanted in shown:
        return Closeness.CONTAINS
    return Closeness.BESIDE if wanted in _plain(beside) else None


def ranked(words: str, hits: Iterable[Hit], most: int) -> list[Hit]:
    """The best first; of equally good ones the shorter title, then the order they came in."""
    known = [
        (fits, len(one.title), number, one)
        for number, one in enumerate(hits)
        if (fits := closeness(words, one.title, f"{one.id} {one.about}")) is not None
    ]
    return [one for *_, one in sorted(known, key=lambda each: each[:3])[:most]]


def _plain(text: str) -> str:
    return "".join(text.lower().split())
