"""Export: every closed case of the span once, streamed, named, confined to the region."""

import csv
import io
import zipfile

import pytest
from approvals_building import Approvals
from case_building import at
from supervision_building import a_busy_region

from svc_approvals.storage.supervision import exports

PATH = "/supervision/export"


@pytest.fixture
async def busy(approvals: Approvals, monkeypatch: pytest.MonkeyPatch) -> Approvals:
    monkeypatch.setattr(exports, "PAGE", 50)
    return await a_busy_region(approvals)


async def exported(
    approvals: Approvals, login: str = "supervisor", **params: str
) -> list[list[str]]:
    answer = await approvals.as_(login).get(PATH, params=params)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/csv")
    assert "attachment" in answer.headers["content-disposition"]
    text = answer.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


async def test_every_closed_case_stands_in_it_once(busy: Approvals) -> None:
    rows = await busy.pool.fetch(
        "SELECT case_no FROM kase WHERE state = 'closed' AND submitted_at IS NOT NULL"
        " ORDER BY closed_at, case_id"
    )

    header, *lines = await exported(busy)

    assert [line[0] for line in lines] == [row["case_no"] for row in rows]
    assert header[:3] == ["办件编号", "事项编码", "事项名称"]
    decided = [line for line in lines if line[header.index("按承诺时限办结")]]
    assert {line[header.index("按承诺时限办结")] for line in decided} <= {"是", "否"}
    assert all(float(line[header.index("用时（工作日）")]) >= 0 for line in decided)
    assert all(line[3].endswith("*") for line in lines)


async def test_a_span_and_nodes_may_be_asked_for(busy: Approvals) -> None:
    span = (at("2026-03-01 00:00"), at("2026-04-01 00:00"))
    exact = await busy.pool.fetchval(
        "SELECT count(*) FROM node n JOIN kase k USING (case_id) WHERE k.state = 'closed'"
        " AND k.closed_at >= $1 AND k.closed_at < $2 AND n.state IN ('approved', 'refused')",
        *span,
    )

    _, *lines = await exported(busy, what="nodes", **{"from": "2026-03-01", "to": "2026-03-31"})

    assert len(lines) == exact > 0


async def test_it_opens_as_a_workbook_too(busy: Approvals) -> None:
    answer = await busy.as_("supervisor").get(PATH, params={"format": "xlsx"})

    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<row>") == len(await exported(busy))


async def test_another_region_exports_its_own_nothing(busy: Approvals) -> None:
    assert len(await exported(busy, "supervisor-elsewhere")) == 1


@pytest.mark.parametrize("login", ["zhang", "approver-wjj", "window1"])
async def test_only_supervisors_export(approvals: Approvals, login: str) -> None:
    assert (await approvals.as_(login).get(PATH)).status_code == 403


@pytest.mark.parametrize(
    "query", ["from=2026-03-02&to=2026-03-01", "format=pdf", "what=people", "unheard=1"]
)
async def test_bad_questions_are_refused_before_a_byte_is_sent(
    approvals: Approvals, query: str
) -> None:
    refused = await approvals.as_("supervisor").get(f"{PATH}?{query}")

    assert refused.status_code == 422
    assert refused.headers["content-type"] == "application/problem+json"
