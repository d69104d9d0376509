"""The 3,423 real laws: cut in time, nothing lost, anchors unique and the same in every version.

The file is given by DOCUMENTS_LAWS: one law a line, gzipped JSON, with title, version_date, body.
"""

import gzip
import json
import os
import re
import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from rjieba import cut

from svc_documents.domain.texts.articles import article
from svc_documents.domain.texts.blocks import Block, plain_of
from svc_documents.domain.texts.differences import differences
from svc_documents.domain.texts.markdown import structured_markdown

pytestmark = pytest.mark.scale
FILE = Path(os.environ.get("DOCUMENTS_LAWS", ""))
PIECEMEAL = "中华人民共和国民法典"  # stands there part by part, under one title
CONTENTS = re.compile(
    r"^[# ]*第\S{1,4}[编章节][^\n。]*$|^[# ]*(?:目\s*录|[总附]\s*则)$", re.MULTILINE
)
SIGNS = re.compile(r"[^\u4e00-\u9fff\d]")


@pytest.fixture(scope="module")
def laws() -> list[dict[str, Any]]:
    if not FILE.is_file():
        pytest.skip("DOCUMENTS_LAWS names no file")
    with gzip.open(FILE, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def texts(laws: list[dict[str, Any]]) -> list[list[Block]]:
    began = time.perf_counter()
    made = [structured_markdown(law["body"]) for law in laws]
    assert time.perf_counter() - began < 60
    return made


def test_all_are_cut_and_no_sentence_is_lost(
    laws: list[dict[str, Any]], texts: list[list[Block]]
) -> None:
    assert len(texts) == 3423
    assert sum(one["kind"] == "article" for blocks in texts for one in blocks) > 147_000
    for law, blocks in zip(laws, texts, strict=True):
        assert _signs(plain_of(blocks)) == _signs(law["body"]), law["title"]


def _signs(text: str) -> str:
    """Every character and digit but those of divisions, which a table of contents repeats."""
    return SIGNS.sub("", CONTENTS.sub("", text))


def test_anchors_are_unique_and_articles_are_found_by_their_numbers(
    texts: list[list[Block]],
) -> None:
    for blocks in texts:
        anchors = [one["anchor"] for one in blocks if "anchor" in one]
        assert len(anchors) == len(set(anchors))
        first = next((one for one in blocks if one["kind"] == "article"), None)
        found = article(blocks, first["number"]) if first else None
        assert found is None or first is None or found.blocks[0]["number"] == first["number"]


def test_103_titles_in_several_versions_keep_their_anchors_and_are_compared(
    laws: list[dict[str, Any]], texts: list[list[Block]]
) -> None:
    versions: dict[str, list[tuple[str, list[Block]]]] = defaultdict(list)
    for law, blocks in zip(laws, texts, strict=True):
        versions[law["title"]].append((law["version_date"] or "", blocks))
    several = {title: sorted(found, key=lambda one: one[0]) for title, found in versions.items()}
    several = {title: found for title, found in several.items() if len(found) > 1}
    assert len(several) >= 103
    for title, found in several.items():
        if title != PIECEMEAL:
            named = [_anchors(blocks) for _, blocks in found]
            for (_, old), (_, new) in pairwise(found):
                _whole(old, new)
            assert _agree(named), title


def _anchors(blocks: list[Block]) -> dict[str, str]:
    named: dict[str, str] = {}
    for one in blocks:
        if one["kind"] == "article":
            named.setdefault(one["number"], one["anchor"])
    return named


def _agree(named: list[dict[str, str]]) -> bool:
    merged: dict[str, set[str]] = defaultdict(set)
    for one in named:
        for number, anchor in one.items():
            merged[number].add(anchor)
    return all(len(anchors) == 1 for anchors in merged.values())


def _whole(old: list[Block], new: list[Block]) -> None:
    """The changes give back both texts."""
    changes = differences(old, new)
    for change in changes:
        before, after = change.before, change.after
        segments = change.segments(cut)
        kept = "".join(one.text for one in segments if one.op != "added")
        assert kept == (before.text if before else "")
        come = "".join(one.text for one in segments if one.op != "removed")
        assert come == (after.text if after else "")
    assert sum(one.before is not None for one in changes) > 0
