"""Words offered while somebody types, and what was asked in vain, day by day."""

from datetime import timedelta
from typing import Any

import pytest
import rjieba
from documents_building import NOW, Documents, staff
from search_building import entered, listed

from svc_documents.domain.documents.states import DocumentClass
from svc_documents.use_cases.search.suggesting import count_words

HIDDEN = DocumentClass.NORMATIVE  # without registration it is nobody's to see


async def suggested(documents: Documents, typed: str) -> dict[str, Any]:
    answer = await documents.as_().get("/documents/suggest", params={"q": typed})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def in_vain(documents: Documents, **asked: Any) -> dict[str, int]:
    answer = await documents.as_(staff("editor")).get("/documents/zero-results", params=asked)
    return {one["query"]: one["times"] for one in answer.json()["items"]}


async def test_an_everyday_word_is_offered_as_the_official_one(documents: Documents) -> None:
    await entered(documents, "公共租赁住房管理办法")

    assert "公共租赁住房" in (await suggested(documents, "公租"))["words"]


async def test_of_hidden_documents_neither_titles_nor_words_nor_numbers_are_offered(
    documents: Documents,
) -> None:
    number = "鹤机密〔2026〕7号"
    await entered(documents, "鸳鸯湖围垦方案", document_class=HIDDEN, document_no=number)
    await entered(documents, "公共租赁住房管理办法")
    await count_words(documents.bench, rjieba.cut)

    for typed in ("鸳", "鸳鸯", "鸳鸯湖围垦", "围垦", "鹤机密〔2026〕", number):
        assert await suggested(documents, typed) == {"words": [], "documents": []}
    tags = (await documents.as_().get("/documents/tag-cloud")).json()["tags"]
    assert not {"鸳鸯", "鸳鸯湖", "围垦"} & {one["word"] for one in tags}


async def test_words_of_titles_are_counted_anew_and_forgotten_with_their_titles(
    documents: Documents,
) -> None:
    for title in ("养犬管理规定", "养犬登记办法"):
        await entered(documents, title)
    await count_words(documents.bench, rjieba.cut)
    before = (await documents.as_().get("/documents/tag-cloud?most=1")).json()["tags"]
    await documents.pool.execute("UPDATE document SET is_public = false")
    await count_words(documents.bench, rjieba.cut)

    assert before == [{"word": "养犬", "documents": 2}]
    assert (await documents.as_().get("/documents/tag-cloud")).json()["tags"] == []


@pytest.mark.parametrize("typed", ["%", "_", "\\", "'", "养犬%' OR 1=1", "﹪", "〔2019〕%"])
async def test_signs_of_patterns_are_no_patterns_while_somebody_types(
    documents: Documents, typed: str
) -> None:
    await entered(documents, "养犬管理规定", document_no="湘政发〔2019〕20号")
    await count_words(documents.bench, rjieba.cut)

    assert await suggested(documents, typed) == {"words": [], "documents": []}


async def test_what_is_asked_in_vain_is_counted_by_day(documents: Documents) -> None:
    for days_ago, times in ((40, 1), (3, 2), (0, 1)):
        documents.set_clock(NOW - timedelta(days=days_ago))
        for _ in range(times):
            await listed(documents, q="外星人登陆")
    documents.set_clock(NOW)

    found = [await in_vain(documents, days=days) for days in (1, 3, 4, 40, 41)]

    assert [one.get("外星人登陆") for one in found] == [1, 1, 3, 3, 4]
    rows = await documents.pool.fetch("SELECT * FROM search_without_result ORDER BY day")
    assert [(str(row["day"]), row["times"]) for row in rows] == [
        ("2026-10-16", 1), ("2026-11-22", 2), ("2026-11-25", 1),
    ]  # fmt: skip
    assert set(rows[0].keys()) == {"day", "query", "times", "last_at"}


async def test_what_a_filter_or_a_deep_page_leaves_out_was_not_asked_in_vain(
    documents: Documents,
) -> None:
    await entered(documents, "停车办法")
    await listed(documents, q="停车", effect="lapsed")
    await listed(documents, q="停车")

    assert await in_vain(documents) == {}


@pytest.mark.parametrize("role", ["registrar", "approver", "supervisor"])
async def test_only_editors_read_what_was_asked_in_vain(documents: Documents, role: str) -> None:
    assert (await documents.as_(staff(role)).get("/documents/zero-results")).status_code == 403
    assert (await documents.as_().get("/documents/zero-results")).status_code in {401, 403}


async def test_did_you_mean_is_silent_when_what_was_typed_is_found_or_like_nothing(
    documents: Documents,
) -> None:
    await entered(documents, "住房公积金管理条例")

    assert (await listed(documents, q="住房公积金管理条例"))["did_you_mean"] is None
    assert (await listed(documents, q="星际航行规划"))["did_you_mean"] is None
    told = await listed(documents, q="住房公基金管理条列")
    assert told["did_you_mean"] == "住房公积金管理条例"
