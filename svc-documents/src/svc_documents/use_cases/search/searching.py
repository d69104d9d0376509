"""Find documents: what is named outright first, then what has it all, then what has most of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from shared.database import UnitOfWork
from svc_documents.domain.search.asking import Asked, read_question
from svc_documents.domain.search.matching import is_common, literal_query, term_query
from svc_documents.domain.search.nearest import nearest
from svc_documents.domain.search.ranking import (
    Score,
    literal_score,
    named_score,
    question_score,
    rarity,
)
from svc_documents.domain.search.recognising import Named, named_in
from svc_documents.storage.search import finding, questions
from svc_documents.storage.search.conditions import Matched, Narrowed
from svc_documents.storage.search.named import with_names
from svc_documents.storage.search.rows import rows_of
from svc_documents.use_cases.search.wording import Wording

FEW = 5  # with fewer hits, documents that have only most of the words are answered as well


@dataclass(frozen=True, slots=True)
class Reading:
    """A question read and carried out: what was ranked, and what the whole answer is."""

    asked: Asked
    named: Named
    matched: Matched
    ranked: list[Score] = field(default_factory=list)
    by_most_words: bool = False
    common: bool = False  # all of it stands in most official texts
    did_you_mean: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether what was ranked is all there is."""
        return self.matched.only


async def read(work: UnitOfWork, text: str, narrowed: Narrowed, wording: Wording) -> Reading:
    """Rank what a question may mean: two or three reads of the index, capped."""
    await finding.by_index(work)
    asked, named = read_question(text, wording.synonyms, wording.cut), named_in(text)
    length = sum(len(one.said) for one in asked.pieces)
    first = await _named(work, named, length, narrowed)
    known = tuple(one.document_id for one in first)
    query = literal_query(asked)
    if not query:
        return Reading(asked, named, Matched(named=known, only=True), first)
    matched = Matched(query=query, phrases=asked.phrases)
    common = is_common(asked)
    candidates = await finding.candidates(work, matched, narrowed, common=common)
    literal = [literal_score(one, length, narrowed.today) for one in candidates]
    reading = Reading(
        asked, named, replace(matched, named=known), _together(first, literal), common=common
    )  # fmt: skip
    if first or asked.phrases or len(candidates) >= FEW:
        return reading
    return await _by_most_words(work, reading, narrowed)


async def _named(work: UnitOfWork, named: Named, length: int, narrowed: Narrowed) -> list[Score]:
    if not named:
        return []
    found = await with_names(work, named)
    held = await questions.weighed(work, found, (), narrowed)
    return [named_score(one, length, narrowed.today) for one in held]


async def _by_most_words(work: UnitOfWork, reading: Reading, narrowed: Narrowed) -> Reading:
    """The same with documents that have most of the words; nothing may rest on all of them."""
    words = [term_query(one) for one in reading.asked.words or reading.asked.pieces]
    likely = await questions.likely(work, words, narrowed)
    literal = {one.document_id for one in reading.ranked}
    held = await questions.weighed(work, likely.document_ids, words, narrowed)
    worth = [rarity(times, likely.held) for times in likely.found]
    other = [one for one in held if one.document_id not in literal and any(one.titles + one.times)]
    scores = (question_score(one, worth, narrowed.today) for one in other)
    some = sorted((*reading.ranked, *scores), key=in_order)
    meant = None if literal else await _did_you_mean(work, reading, some, narrowed.today)
    whole = Matched(named=tuple(one.document_id for one in some), only=True)
    return replace(
        reading, matched=whole, ranked=some, by_most_words=True, did_you_mean=meant
    )  # fmt: skip


async def _did_you_mean(
    work: UnitOfWork, reading: Reading, some: Sequence[Score], day: date
) -> str | None:
    likely = [one.document_id for one in some[:10]]
    rows = await rows_of(work, likely, (), day)
    return nearest(reading.asked.text, (one.title for one in rows.values()))


def _together(first: Sequence[Score], literal: Sequence[Score]) -> list[Score]:
    known = {one.document_id for one in first}
    return sorted(
        (*first, *(one for one in literal if one.document_id not in known)), key=in_order
    )  # fmt: skip


def in_order(score: Score) -> tuple[float, UUID]:
    """The order of an answer by relevance."""
    return -score.value, score.document_id
