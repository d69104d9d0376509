"""Thirty questions as citizens type them find the law that answers, over the demo's real texts.

Beside a plain text search without words (PostgreSQL's own parser, any word of the question).
"""

import sys
from pathlib import Path
from typing import Any

import pytest
from documents_building import Documents

from shared.yaml_files import yaml_in
from svc_documents.use_cases.library.collections import load_laws

HERE = Path(__file__).resolve().parents[1]
QUESTIONS = yaml_in(HERE / "citizens_questions.yaml")
PLAIN = """
WITH asked AS (
    SELECT CAST(replace(plainto_tsquery('simple', $1)::text, '&', '|') AS tsquery) AS q
), held AS MATERIALIZED (
    SELECT title, to_tsvector('simple', title || ' ' || plain) AS words FROM text_version
)
SELECT title FROM held, asked WHERE words @@ q ORDER BY ts_rank_cd(words, q, 1) DESC LIMIT 10
"""


def rank(titles: list[str], wanted: list[str]) -> int:
    """Where the first document that answers stands; 0 when none does."""
    return next((n for n, title in enumerate(titles, 1) if title in wanted), 0)


def figures(ranks: list[int]) -> dict[str, float]:
    """How many were first, in the first three and ten, and the mean reciprocal rank."""
    within = {f"first {n}": sum(0 < one <= n for one in ranks) / len(ranks) for n in (1, 3, 10)}
    return {**within, "mrr": sum(1 / one for one in ranks if one) / len(ranks)}


async def test_questions_in_everyday_words_find_their_law(
    documents: Documents, capsys: pytest.CaptureFixture[str]
) -> None:
    laws = documents.settings.demo_dir / "laws.jsonl.gz"
    await load_laws(documents.bench.unit_of_work, laws)
    await documents.pool.execute("ANALYZE search_part, search_gist")
    ours: list[int] = []
    plain: list[int] = []
    client = documents.as_()
    for asked in QUESTIONS:
        question: dict[str, Any] = {"q": asked["question"], "limit": 10}
        answer = (await client.get("/documents", params=question)).json()
        ours.append(rank([one["title"] for one in answer["items"]], asked["documents"]))
        rows = await documents.pool.fetch(PLAIN, asked["question"])
        plain.append(rank([row["title"] for row in rows], asked["documents"]))

    with capsys.disabled():
        sys.stdout.write(f"\nours  {figures(ours)}\nplain {figures(plain)}\n")
    assert figures(ours)["first 10"] >= 0.95
    assert figures(ours)["mrr"] >= 0.8
    assert figures(ours)["mrr"] > figures(plain)["mrr"] + 0.5
