"""Known items over all real texts (documents.md 6.5): documents looked for by what they are called.

The texts are not shipped: DOCUMENTS_LAWS names laws.jsonl.gz. Each figure is
printed twice where it matters: by any words of the title, and by its content
words, without those that only say what kind of paper it is.
"""

import os
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import httpx2
import pytest
from documents_building import Documents
from title_words import content_of, words_of

from shared.database import Row
from svc_documents.use_cases.library.collections import load_laws

pytestmark = pytest.mark.scale
FILE = Path(os.environ.get("DOCUMENTS_LAWS", ""))
# Six characters stand in many titles: a few hundred draws would say little.
ASKED, ASKED_BY_SIX = 300, 1000
TITLES = "SELECT title FROM document ORDER BY title"
TWO_LETTERS = """
SELECT count(DISTINCT document_id) FROM search_part p
JOIN text_version v USING (document_id) WHERE v.number = p.text_number AND p.part = 1
AND (strpos(v.plain, $1) > 0 OR strpos((SELECT title FROM document d
    WHERE d.document_id = p.document_id), $1) > 0)
"""


def some(
    chance: random.Random, cut: Callable[[str], list[str]], titles: Sequence[str], *counts: int
) -> Iterator[tuple[str, str]]:
    """Titles with so many of their words at random, in their order."""
    for title in titles:
        words, count = cut(title), chance.choice(counts)
        if len(words) >= min(counts):
            places = sorted(chance.sample(range(len(words)), min(count, len(words))))
            yield title, " ".join(words[place] for place in places)


def adjacent(chance: random.Random, titles: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Titles with six characters that stand in them side by side."""
    for title in titles:
        if len(title) >= 6:
            start = chance.randrange(len(title) - 5)
            yield title, title[start : start + 6]


async def ranks(client: httpx2.AsyncClient, asked: Iterator[tuple[str, str]]) -> list[int]:
    """Where each document stands among the first ten; 0 when it does not."""
    found = []
    for title, words in asked:
        answer = await client.get("/documents", params={"q": words, "limit": 10})
        shown = [one["title"] for one in answer.json()["items"]]
        found.append(shown.index(title) + 1 if title in shown else 0)
    return found


def within(found: Sequence[int], first: int) -> float:
    """How many stand among the first so many."""
    return sum(0 < one <= first for one in found) / len(found)


def mrr(found: Sequence[int]) -> float:
    """The mean reciprocal rank."""
    return sum(1 / one for one in found if one) / len(found)


async def two_letters(documents: Documents, client: httpx2.AsyncClient, words: list[str]) -> float:
    """The least share of what literal search finds that ours finds, over two-letter words."""
    least = 1.0
    for word in words:
        told = (await client.get("/documents", params={"q": f'"{word}"', "count": "true"})).json()
        held = await documents.pool.fetchval(TWO_LETTERS, word)
        least = min(least, told["total"] / held if held else 1.0)
    return least


@pytest.mark.skipif(not FILE.is_file(), reason="DOCUMENTS_LAWS names no file")
async def test_documents_are_found_by_what_they_are_called(
    documents: Documents, capsys: pytest.CaptureFixture[str]
) -> None:
    await load_laws(documents.bench.unit_of_work, FILE)
    await documents.pool.execute("VACUUM ANALYZE search_part")
    rows: list[Row] = await documents.pool.fetch(TITLES)
    titles = [row["title"] for row in rows]
    chance = random.Random(7)  # noqa: S311 - the same sample every time
    sample, larger = chance.sample(titles, ASKED), chance.sample(titles, ASKED_BY_SIX)
    words = chance.sample(
        sorted({one for t in titles for one in words_of(t) if len(one) == 2}), 250
    )
    client = documents.as_()
    found = {
        "two to four words": await ranks(client, some(chance, content_of, sample, 2, 3, 4)),
        "two to four words, any": await ranks(client, some(chance, words_of, sample, 2, 3, 4)),
        "two words": await ranks(client, some(chance, content_of, sample, 2)),
        "two words, any": await ranks(client, some(chance, words_of, sample, 2)),
        "three words": await ranks(client, some(chance, content_of, sample, 3)),
        "three words, any": await ranks(client, some(chance, words_of, sample, 3)),
        "six characters": await ranks(client, adjacent(chance, larger)),
        "full title": await ranks(client, ((one, one) for one in sample)),
    }
    recall = await two_letters(documents, client, words)

    with capsys.disabled():
        for name, at in found.items():
            sys.stdout.write(
                f"\n{name:24} mrr {mrr(at):.3f}  first 3 {within(at, 3):.3f}"
                f"  first 10 {within(at, 10):.3f}  of {len(at)}"
            )
        sys.stdout.write(f"\nrecall of 250 two-letter words: {recall:.3f}\n")
    assert within(found["two to four words"], 10) >= 0.92
    assert within(found["two to four words"], 3) >= 0.82
    assert mrr(found["two words"]) >= 0.70
    assert mrr(found["three words"]) >= 0.88
    assert mrr(found["six characters"]) >= 0.69
    assert within(found["full title"], 1) == 1.0
    assert recall == 1.0
