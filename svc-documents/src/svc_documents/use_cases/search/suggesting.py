"""Suggest while somebody types, and count the words of titles for that and for the cloud."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.working import Bench
from svc_documents.domain.search.asking import Cut
from svc_documents.domain.search.function_words import QUESTION_WORDS
from svc_documents.domain.search.grams import IS_HAN, is_telling
from svc_documents.domain.search.matching import all_of
from svc_documents.domain.search.recognising import named_in
from svc_documents.storage.search import suggestions
from svc_documents.use_cases.search.wording import Wording

MOST_WORDS, MOST_TITLES, TITLES_AT_ONCE = 5, 8, 5_000
NOBODY = UUID(int=0)
SHORTEST_WORD = 2
COUNT_AGAIN_SECONDS = 1800.0
# What titles say of their kind is no subject.
KINDS = frozenset({
    "条例", "办法", "规定", "决定", "细则", "若干", "关于", "暂行", "试行", "实施", "通知", "意见",
    "规则", "解释", "批复", "问题", "中华人民共和国", "印发",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Words to go on with, and documents that may be meant already."""

    words: list[str]
    documents: list[Row]


async def suggest(work: UnitOfWork, typed: str, wording: Wording) -> Suggestions:
    """What may be meant; two reads by index, none of a text."""
    start = typed.strip()
    if not start:
        return Suggestions([], [])
    official = wording.synonyms.beginning_with(start)
    words = [*official, *await suggestions.words_beginning(work, start, MOST_WORDS)]
    inside = all_of(start) if is_telling(start) else ""
    found = await suggestions.titles(work, start, inside, named_in(start).number_like)
    found.sort(
        key=lambda row: (not row["title"].startswith(start), len(row["title"]), row["title"])
    )
    return Suggestions(list(dict.fromkeys(words))[:MOST_WORDS], found[:MOST_TITLES])


async def count_words(tools: Bench, cut: Cut) -> int:
    """Count the words of all public titles anew; answers how many there are."""
    counts, last = Counter[str](), NOBODY
    while True:
        async with tools.unit_of_work() as work:
            rows = await suggestions.titles_after(work, last, TITLES_AT_ONCE)
        for row in rows:
            counts.update({word for word in cut(row["title"]) if _is_subject(word)})
        if len(rows) < TITLES_AT_ONCE:
            break
        last = rows[-1]["document_id"]
    async with tools.unit_of_work() as work:
        await suggestions.keep_words(work, counts)
    return len(counts)


async def keep_counting(tools: Bench, cut: Cut) -> None:
    """A job: count them anew every half hour."""
    while True:
        await count_words(tools, cut)
        await asyncio.sleep(COUNT_AGAIN_SECONDS)


def _is_subject(word: str) -> bool:
    long_enough = len(word) >= SHORTEST_WORD and IS_HAN.match(word)
    return bool(long_enough) and word not in KINDS and word not in QUESTION_WORDS
