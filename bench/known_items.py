"""Known items over the real texts: by words of their titles, ours beside tantivy's BM25.

The same draws as the test of the acceptance list (svc-documents/tests/scale); both sides get
the same texts and the same questions, tantivy as pairs of characters with titles worth three.
"""

import json
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import httpx2
from complete_over_http import badge
from figures import Figure
from grounds import Grounds, connected

from shared.identity import ANONYMOUS
from svc_documents.domain.search.grams import grams, runs

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "svc-documents" / "tests"))
from title_words import content_of  # noqa: E402 - the tests draw by the same words

LAWS = Path(os.environ.get("DOCUMENTS_LAWS") or ROOT / "svc-documents" / "demo" / "laws.jsonl.gz")
OTHERS = ROOT / ".venv-bench" / "bin" / "python"
DRAWN, AT_MOST = 300, 10
TEXTS = """
SELECT DISTINCT ON (d.document_id) d.title, v.plain FROM document d
JOIN text_version v USING (document_id) ORDER BY d.document_id, v.number DESC
"""
BARS = {"two words": 0.70, "three words": 0.88, "six characters": 0.69, "full title": 0.99}


async def measure(grounds: Grounds) -> list[Figure]:
    """The mean reciprocal rank of four kinds of question."""
    await grounds.make_databases("documents")
    await grounds.run("documents", "load", "--laws", str(LAWS))
    async with connected(grounds.databases.superuser_dsn("documents")) as pool:
        await pool.execute("VACUUM ANALYZE")
        rows = [(row["title"], row["plain"]) for row in await pool.fetch(TEXTS)]
    asked = list(_questions(sorted(title for title, _ in rows)))
    ours = await _ours(grounds, asked)
    theirs = _theirs(rows, asked)
    return [_figure(kind, asked, ours, theirs) for kind in BARS]


Question = tuple[str, str, str]  # its kind, the title wanted, what is typed


def _questions(titles: Sequence[str]) -> Iterator[Question]:
    chance = random.Random(7)  # noqa: S311 - the same draws every time
    some = chance.sample(titles, min(DRAWN, len(titles)))
    for kind, draw in (
        ("two words", _words(chance, 2)), ("three words", _words(chance, 3)),
        ("six characters", _six(chance)), ("full title", lambda title: title),
    ):  # fmt: skip
        for title in some:
            if typed := draw(title):
                yield kind, title, typed


def _words(chance: random.Random, number: int) -> Callable[[str], str]:
    def drawn(title: str) -> str:
        words = content_of(title)
        if len(words) < number:
            return ""
        places = sorted(chance.sample(range(len(words)), number))
        return " ".join(words[place] for place in places)

    return drawn


def _six(chance: random.Random) -> Callable[[str], str]:
    def drawn(title: str) -> str:
        start = chance.randrange(max(1, len(title) - 5))
        return title[start : start + 6]

    return drawn


async def _ours(grounds: Grounds, asked: Sequence[Question]) -> list[int]:
    token = badge(grounds, ANONYMOUS, "svc-documents")
    found = []
    async with grounds.serving("documents"):
        address = f"http://127.0.0.1:{grounds.port('documents')}/api/v1/documents"
        async with httpx2.AsyncClient(headers={"Authorization": f"Bearer {token}"}) as client:
            for _, title, typed in asked:
                answer = await client.get(address, params={"q": typed, "limit": str(AT_MOST)})
                shown = [one["title"] for one in answer.json()["items"]]
                found.append(shown.index(title) + 1 if title in shown else 0)
    return found


def _theirs(rows: Sequence[tuple[str, str]], asked: Sequence[Question]) -> list[int]:
    documents = [{"name": title, "title": _pairs(title), "body": _pairs(body)}
                 for title, body in rows]  # fmt: skip
    questions = [{"wanted": title, "pairs": _pairs(typed).split()} for _, title, typed in asked]
    lines = "\n".join(map(json.dumps, [len(documents), *documents, *questions]))
    told = subprocess.run(  # noqa: S603 - our own interpreter
        [OTHERS, ROOT / "bench" / "known_items_tantivy.py"],
        input=lines, capture_output=True, text=True, check=True,
    )  # fmt: skip
    places: list[int] = json.loads(told.stdout)
    return places


def _pairs(text: str) -> str:
    return " ".join(one for run, _ in runs(text) for one in grams(run))


def _figure(
    kind: str, asked: Sequence[Question], ours: Sequence[int], theirs: Sequence[int]
) -> Figure:
    mine = _mrr([at for one, at in zip(asked, ours, strict=True) if one[0] == kind])
    other = _mrr([at for one, at in zip(asked, theirs, strict=True) if one[0] == kind])
    return Figure(
        f"known_items_{kind.replace(' ', '_')}", f"known items by {kind}, MRR@10", "", [mine],
        f">= {BARS[kind]}", mine >= BARS[kind],
        "tantivy, BM25 over pairs, titles x3", [other],
        notes="words that say the kind of paper (条例, 办法) left out" if "words" in kind else "",
    )  # fmt: skip


def _mrr(places: Sequence[int]) -> float:
    return sum(1 / one for one in places if one) / len(places)
