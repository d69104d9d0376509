"""What changed between two definitions: by pointer, and in words an editor reads.

Members of a list are the same thing when they carry the same key, code or reference, so
moving one is no change of all behind it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from svc_approvals.domain.catalogue.problems import pointer
from svc_approvals.domain.catalogue.titles import title_of

Data: TypeAlias = object
IDENTITIES = ("key", "code", "reference", "staff_no", "value", "name")
CHANGES = {"added": "新增", "removed": "删除", "moved": "调整了顺序"}
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Difference:
    """One change; the pointer is into the newer definition, for what was removed the older."""

    pointer: str
    change: Literal["added", "removed", "changed", "moved"]
    before: object
    after: object
    words: str


def differences(older: Mapping[str, object], newer: Mapping[str, object]) -> list[Difference]:
    """Every difference, in the order of the newer definition's members."""
    return list(_between(older, newer, ((), ()), ()))


Steps: TypeAlias = tuple[str | int, ...]


def _between(
    older: Data, newer: Data, where: tuple[Steps, Steps], said: tuple[str, ...]
) -> Iterator[Difference]:
    if older == newer:
        return
    if isinstance(older, Mapping) and isinstance(newer, Mapping) and not _is_condition(newer):
        yield from _of_members(older, newer, where, said)
    elif isinstance(older, list) and isinstance(newer, list):
        yield from _of_lists(older, newer, where, said)
    else:
        words = f"{'，'.join(said)}：由“{_short(older)}”改为“{_short(newer)}”"
        yield Difference(pointer(*where[1]), "changed", older, newer, words)


def _of_members(
    older: Mapping[str, object],
    newer: Mapping[str, object],
    where: tuple[Steps, Steps],
    said: tuple[str, ...],
) -> Iterator[Difference]:
    for key in dict.fromkeys([*newer, *older]):
        here = ((*where[0], key), (*where[1], key))
        names = (*said, title_of(key))
        if key not in newer:
            yield _gone(older[key], here[0], names)
        elif key not in older:
            yield _come(newer[key], here[1], names)
        else:
            yield from _between(older[key], newer[key], here, names)


def _of_lists(
    older: list[object], newer: list[object], where: tuple[Steps, Steps], said: tuple[str, ...]
) -> Iterator[Difference]:
    known, found = _named(older), _named(newer)
    for name, (j, member) in found.items():
        names = (*said[:-1], f"{said[-1]}“{_title(member)}”") if said else (_title(member),)
        if name not in known:
            yield _come(member, (*where[1], j), names)
            continue
        i, before = known[name]
        yield from _between(before, member, ((*where[0], i), (*where[1], j)), names)
    for name, (i, member) in known.items():
        if name not in found:
            names = (*said[:-1], f"{said[-1]}“{_title(member)}”") if said else (_title(member),)
            yield _gone(member, (*where[0], i), names)
    if [one for one in known if one in found] != [one for one in found if one in known]:
        words = f"{'，'.join(said)}：{CHANGES['moved']}"
        yield Difference(pointer(*where[1]), "moved", list(known), list(found), words)


def _come(value: object, where: Steps, said: tuple[str, ...]) -> Difference:
    return Difference(pointer(*where), "added", None, value, _words("added", value, said))


def _gone(value: object, where: Steps, said: tuple[str, ...]) -> Difference:
    return Difference(pointer(*where), "removed", value, None, _words("removed", value, said))


def _words(change: str, value: object, said: tuple[str, ...]) -> str:
    plain = "" if isinstance(value, Mapping | list) else f"“{_short(value)}”"
    shown = "" if plain and said and plain in said[-1] else plain
    return f"{'，'.join(said)}：{CHANGES[change]}{shown}"


def _named(members: list[object]) -> dict[str, tuple[int, object]]:
    """The members by what identifies them; a name given twice keeps its position too."""
    named: dict[str, tuple[int, object]] = {}
    for i, member in enumerate(members):
        name = _identity(member)
        named[name if name not in named else f"{name}#{i}"] = (i, member)
    return named


def _identity(member: object) -> str:
    if isinstance(member, Mapping):
        return next((str(member[key]) for key in IDENTITIES if key in member), repr(member))
    return str(member)


def _title(member: object) -> str:
    if isinstance(member, Mapping):
        named = (member.get(key) for key in ("name", "title", "label", "reference", "field"))
        return _short(next((one for one in named if one), _identity(member)))
    return _short(member)


def _is_condition(value: Mapping[str, object]) -> bool:
    return set(value) in ({"all"}, {"any"}, {"not"}) or {"field", "op"} <= set(value)


def _short(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "无", True: "是", False: "否"}[value]
    shown = str(value)
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"
