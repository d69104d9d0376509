"""Collections are loaded in bulk: quietly, again without anything twice, and found by citers."""

from datetime import date
from pathlib import Path

from documents_building import Documents
from library_building import a_collection, a_law_row, a_stub_row

from svc_documents.domain.library.laws import law_id
from svc_documents.use_cases.basis import citing
from svc_documents.use_cases.library.collections import (
    NO_LINE,
    load_laws,
    load_stubs,
    multiply_laws,
)

BUDGET_LAW = "中华人民共和国预算法"


async def test_laws_come_with_their_dated_texts_and_are_read_on_any_day(
    documents: Documents, tmp_path: Path
) -> None:
    older = a_law_row(
        version_date="2014-08-31", published_on="2014-08-31", effective_on="2015-01-01",
        body="第一条 旧法。\n\n第二条 本法自1995年1月1日起施行。", marked_expired=True,
    )  # fmt: skip
    path = a_collection(tmp_path, "laws.jsonl.gz", a_law_row(), older)

    tally = await load_laws(documents.bench.unit_of_work, path)

    client = documents.as_()
    path_of = f"/documents/{law_id(BUDGET_LAW)}"
    law = (await client.get(path_of)).json()
    then = (await client.get(f"{path_of}?on=2016-01-01")).json()
    assert (tally.documents, tally.texts) == (1, 2)
    assert law["effective_on"] == "1995-01-01"
    assert (law["effect"]["effect"], law["effect"]["since"]) == ("amended", "2015-01-01")
    assert then["effect"]["effect"] == "amended"


async def test_loading_again_changes_nothing_and_tells_nothing(
    documents: Documents, tmp_path: Path
) -> None:
    laws = a_collection(tmp_path, "laws.jsonl.gz", a_law_row(), a_law_row("中华人民共和国审计法"))
    stubs = a_collection(tmp_path, "docmeta.jsonl.gz", a_stub_row(), a_stub_row("国发〔2014〕45号"))
    edge = documents.bench.unit_of_work
    for _ in range(2):
        await load_laws(edge, laws)
        await load_stubs(edge, stubs)

    assert await documents.pool.fetchval("SELECT count(*) FROM document") == 4
    assert await documents.pool.fetchval("SELECT count(*) FROM text_version") == 2
    told = await documents.told("documents.collection.loaded.v1")
    assert [(one["source"], one["documents"]) for one in told] == [
        ("laws.jsonl.gz", 2), ("docmeta.jsonl.gz", 2),
    ]  # fmt: skip
    assert await documents.told("documents.document.published.v1") == []


async def test_a_load_goes_on_where_it_stopped(documents: Documents, tmp_path: Path) -> None:
    rows = [a_law_row(f"第{n}号条例") for n in range(5)]
    await load_laws(documents.bench.unit_of_work, a_collection(tmp_path, "one", *rows[:3]))

    tally = await load_laws(documents.bench.unit_of_work, a_collection(tmp_path, "all", *rows))

    assert (tally.read, tally.documents) == (5, 2)


async def test_a_number_may_repeat_and_one_that_cannot_be_read_is_kept_and_listed(
    documents: Documents, tmp_path: Path
) -> None:
    rows = (
        a_stub_row(url="http://a"), a_stub_row(url="http://b"),
        a_stub_row("豫政 第24号", url="http://c"), a_stub_row("", url="http://d"),
        a_stub_row(url="http://e", issued="None", published="2018-06-01"), b"{broken",
    )  # fmt: skip
    tally = await load_stubs(
        documents.bench.unit_of_work, a_collection(tmp_path, "docmeta.jsonl.gz", *rows)
    )

    assert tally.documents == 4
    assert tally.refused == {"缺文号": 1, NO_LINE: 1}
    kept = await documents.pool.fetch(
        "SELECT address, number_as_found, doubts, document_no, issued_on FROM library_entry"
        " JOIN document USING (document_id) ORDER BY address"
    )
    assert [row["document_no"] for row in kept[:2]] == ["国办发〔2018〕37号"] * 2
    assert (kept[2]["number_as_found"], kept[2]["document_no"]) == ("豫政 第24号", "豫政第24号")
    assert kept[2]["doubts"] == ["文号无法识别，按原文保留"]
    assert (kept[3]["issued_on"], kept[3]["doubts"]) == (None, ["发文日期不详，按上网日期推定"])


async def test_who_waited_for_a_loaded_document_is_told_what_it_means(
    documents: Documents, tmp_path: Path
) -> None:
    async with documents.bench.unit_of_work(documents.now) as work:
        await citing.cite(work, "approvals:matter:X", "《预算法》第一条")

    await load_laws(documents.bench.unit_of_work, a_collection(tmp_path, "laws", a_law_row()))

    told = await documents.told("documents.basis.resolved.v1")
    assert [one["document_id"] for one in told] == [None, str(law_id(BUDGET_LAW))]
    assert told[-1]["effect"] == "amended"


async def test_what_the_source_marks_as_expired_is_never_answered_as_in_force(
    documents: Documents, tmp_path: Path
) -> None:
    path = a_collection(tmp_path, "laws", a_law_row(marked_expired=True))
    await load_laws(documents.bench.unit_of_work, path, date(2025, 4, 19))

    client = documents.as_()
    law = f"/documents/{law_id(BUDGET_LAW)}"
    today = (await client.get(law)).json()["effect"]
    before = (await client.get(f"{law}?on=2020-01-01")).json()["effect"]
    assert (today["effect"], today["reason"]) == (
        "repealed", "来源标注已失效，失效日期不详（不晚于2025-04-19）"
    )  # fmt: skip
    assert before["effect"] is None


async def test_a_title_that_repeals_others_leads_to_them(
    documents: Documents, tmp_path: Path
) -> None:
    repealing = a_stub_row(
        "国发〔2020〕1号", title="国务院关于废止《城市流浪乞讨人员收容遣送办法》的决定"
    )  # fmt: skip
    repealed = a_stub_row("国发〔1982〕79号", title="城市流浪乞讨人员收容遣送办法")
    path = a_collection(tmp_path, "docmeta", repealing, repealed)

    await load_stubs(documents.bench.unit_of_work, path)

    rows = await documents.pool.fetch(
        "SELECT r.kind, title FROM relation r JOIN document d ON d.document_id = r.target_id"
    )
    assert [tuple(row) for row in rows] == [("repeals", "城市流浪乞讨人员收容遣送办法")]


async def test_laws_are_multiplied_for_load_tests_also_when_it_is_asked_again(
    documents: Documents, tmp_path: Path
) -> None:
    rows = [a_law_row(f"第{n}号条例") for n in range(3)]
    path = a_collection(tmp_path, "laws", *rows)
    for _ in range(2):
        await multiply_laws(documents.bench.unit_of_work, path, 7)

    assert await documents.pool.fetchval("SELECT count(DISTINCT title) FROM document") == 7
    assert await documents.pool.fetchval("SELECT count(*) FROM text_version") == 7
