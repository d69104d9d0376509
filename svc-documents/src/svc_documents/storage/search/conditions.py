"""What a list is narrowed by, as conditions on the rows of the index."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from svc_documents.domain.effects.effects import Effect
from svc_documents.storage.effects.effect_on_day import effect_on

# A text in several rows is one document: of its rows that match, the first counts.
FIRST_ROW = """(p.part = 1 OR NOT EXISTS (
    SELECT FROM search_part o WHERE o.document_id = p.document_id AND o.part < p.part
    AND o.words @@ {query}::text::tsquery))"""
# The same of a document, whichever of its rows matches: for who walks along first rows.
SOME_ROW = """EXISTS (
    SELECT FROM search_part o WHERE o.document_id = p.document_id
    AND o.words @@ {query}::text::tsquery)"""
SAID = """EXISTS (
    SELECT FROM document d LEFT JOIN text_version v
        ON v.document_id = d.document_id AND v.number = p.text_number
    WHERE d.document_id = p.document_id
    AND (strpos({title}, {phrase}) > 0 OR strpos({plain}, {phrase}) > 0))"""
MEMBERS: Mapping[str, str] = {
    "organ": "p.organs @> ARRAY[{value}]",
    "category": "p.category = {value}",
    "kind": "p.kind = {value}",
    "theme": "p.theme = {value}",
    "document_class": "p.document_class = {value}",
    "region_code": "p.region_code = {value}",
    "year": "p.listed_on BETWEEN make_date({value}, 1, 1) AND make_date({value}, 12, 31)",
    "number_key": "p.document_id IN (SELECT document_id FROM document WHERE number_key = {value})",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """What a list is narrowed by; None is not at all."""

    on: date
    today: date
    effects: tuple[Effect, ...] = ()
    organ: str | None = None
    category: str | None = None
    kind: str | None = None
    theme: str | None = None
    year: int | None = None
    document_class: str | None = None
    region_code: str | None = None
    number_key: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is by nothing at all."""
        members = any(getattr(self, name) is not None for name in MEMBERS)
        return not members and not self.effects and self.on == self.today

    def without(self, facet: str) -> "Narrowed":
        """By everything but one."""
        if facet == "effect":
            return replace(self, effects=())
        changed: dict[str, Any] = {facet: None}
        return replace(self, **changed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """What must stand in a document: a tsquery and phrases; or documents by id."""

    query: str = ""
    phrases: tuple[str, ...] = ()
    named: tuple[UUID, ...] = ()
    only: bool = False  # nothing but those named


@dataclass(slots=True)
class Arguments:
    """The arguments of a statement, in the order of their places."""

    values: list[Any] = field(default_factory=list)

    def put(self, value: Any) -> str:
        """The place of a value."""
        self.values.append(value)
        return f"${len(self.values)}"


def where(narrowed: Narrowed, matched: Matched, to: Arguments, column: str = "words") -> str:
    """All conditions on rows ``p`` of search_part; the query is met by a column's index."""
    return " AND ".join((*_matched(matched, to, column), *_narrowed(narrowed, to)))


def of_first_row(narrowed: Narrowed, matched: Matched, to: Arguments) -> str:
    """The same, of first rows that somebody walks along: no index is needed."""
    stands = SOME_ROW.format(query=to.put(matched.query))
    stands = " AND ".join((stands, *_said(matched, to)))
    if matched.named:
        stands = f"(({stands}) OR p.document_id = ANY({to.put(list(matched.named))}::uuid[]))"
    return " AND ".join((stands, *_narrowed(narrowed, to)))


def said(matched: Matched, to: Arguments) -> str:
    """That its phrases stand in a document ``p``, letter by letter; its text is read for that."""
    return " AND ".join(_said(matched, to))


def effect_of(narrowed: Narrowed, to: Arguments) -> str:
    """The effect of a row on the day that is asked for."""
    return effect_on(to.put(narrowed.on), "p")


def _matched(matched: Matched, to: Arguments, column: str) -> Iterator[str]:
    if matched.only:
        yield f"p.part = 1 AND p.document_id = ANY({to.put(list(matched.named))}::uuid[])"
        return
    if not matched.query:
        yield "p.part = 1"
        return
    query = to.put(matched.query)
    met = f"p.{column} @@ {query}::text::tsquery"
    stands = " AND ".join((met, FIRST_ROW.format(query=query), *_said(matched, to)))
    if matched.named:
        named = to.put(list(matched.named))
        stands = f"(({stands}) OR (p.part = 1 AND p.document_id = ANY({named}::uuid[])))"
    yield stands


def _said(matched: Matched, to: Arguments) -> Iterator[str]:
    """Phrases stand there letter by letter; only those with letters of two cases need folding."""
    for one in matched.phrases:
        folding = "{}" if one.lower() == one.upper() else "lower({})"
        yield SAID.format(
            phrase=to.put(one.lower()), title=folding.format("d.title"),
            plain=folding.format("v.plain"),
        )  # fmt: skip


def _narrowed(narrowed: Narrowed, to: Arguments) -> Iterator[str]:
    if narrowed.effects:
        yield f"{effect_of(narrowed, to)} = ANY({to.put(list(narrowed.effects))}::text[])"
    if narrowed.on != narrowed.today:
        yield f"p.listed_on <= {to.put(narrowed.on)}::date"
    for name, condition in MEMBERS.items():
        value = getattr(narrowed, name)
        if value is not None:
            kind = "::int" if name == "year" else "::text"
            yield condition.format(value=to.put(value) + kind)
