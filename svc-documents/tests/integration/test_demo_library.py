"""The demo's library: what matters cite is found, and a province's page is as it was published."""

from datetime import UTC, date, datetime
from pathlib import Path

import httpx2
import pytest
from documents_building import Documents

from shared.yaml_files import yaml_in
from svc_documents.domain.effects.effects import Effect
from svc_documents.domain.library.province import province_library
from svc_documents.domain.library.samples import samples_of
from svc_documents.storage.effects.effect_on_day import in_force_on
from svc_documents.use_cases.library.demo_library import load_library

DEMO = Path(__file__).parents[2] / "demo"
THEN = date(2019, 11, 25)
CITED = (
    "湘政价[2015]719号", "中华人民共和国行政许可法", "公共场所卫生管理条例", "民法典",
    "食品经营许可和备案管理办法", "城市道路管理条例", "政府信息公开条例", "预算法实施条例",
)  # fmt: skip
COUNTED = f"""
SELECT count(*) FILTER (WHERE {in_force_on("$1")}) AS valid, count(*) AS documents,
    count(*) FILTER (WHERE issued_on BETWEEN '2019-01-01' AND '2019-10-31'
                     AND category = '省直部门文件') AS of_departments,
    count(*) FILTER (WHERE issued_on BETWEEN '2019-01-01' AND '2019-10-31'
                     AND category LIKE '省政府%') AS of_government
FROM document WHERE region_code = '430000' AND category = ANY($2)
"""
SHELVES = ["法规规章", "省政府文件", "省政府办公厅文件", "省直部门文件"]


async def test_the_demo_loads_twice_and_what_matters_cite_is_in_force(library: Documents) -> None:
    await load_library(library.bench.unit_of_work, DEMO)  # once more

    references = [{"ref": one} for one in CITED]
    answers = (await library.as_().post("/basis", json={"references": references})).json()[
        "answers"
    ]
    assert [one["answer"] for one in answers] == ["found"] * len(CITED)
    assert {one["effect"]["effect"] for one in answers} <= {"valid", "amended"}
    row = await library.pool.fetchrow(COUNTED, THEN, SHELVES)
    assert row is not None
    assert tuple(row) == (1613, 3518, 157, 65)


async def test_the_public_page_of_november_2019_is_as_it_was_published(library: Documents) -> None:
    library.set_clock(datetime(2019, 11, 25, 2, 0, tzinfo=UTC))
    client = library.as_()
    shelf = "/documents?region_code=430000&category=省政府文件&limit=5"

    page = (await client.get(shelf)).json()
    everything = await _total(client, "")
    valid = await _total(client, "&effect=valid")
    invalid = await _total(client, "&effect=lapsed&effect=repealed")

    published = yaml_in(DEMO / "province.yaml")["rows"]
    assert [
        (one["no"], one["title"], one["document_no"], one["issued_on"], one["effect"]["title"])
        for one in page["items"]
    ] == [
        (n, row["title"], row["number"], row["issued"].isoformat(), "有效")
        for n, row in enumerate(published, 1)
    ]
    assert (everything, valid, invalid) == (3518, 1613, 1905)


async def _total(client: httpx2.AsyncClient, narrowed: str) -> int:
    """How many there are on the four shelves of the library."""
    total = 0
    for shelf in SHELVES:
        path = f"/documents?region_code=430000&category={shelf}{narrowed}&count=true&limit=1"
        total += (await client.get(path)).json()["total"]
    return total


def test_the_library_of_a_seed_is_always_the_same() -> None:
    template = yaml_in(DEMO / "province.yaml")
    first, second = province_library(template), province_library(template)

    assert first == second
    assert len({one.document_id for one in first}) == 3518


@pytest.mark.parametrize(
    ("number", "effect"),
    [
        ("鹤城管规〔2019〕2号", Effect.LAPSED), ("鹤医保规〔2020〕1号", Effect.REPLACED),
        ("鹤教规〔2021〕3号", Effect.REPEALED), ("鹤审规〔2024〕1号", Effect.VALID),
    ],
)  # fmt: skip
def test_papers_of_the_district_have_their_twelve_elements(number: str, effect: Effect) -> None:
    samples = samples_of(yaml_in(DEMO / "library.yaml"))
    document = next(one.document for one in samples if one.document.document_no == number)

    own = document.elements
    assert all([
        own.index_no, document.document_no, document.registration_no, own.disclosure_mode,
        own.disclosure_scope, own.retention, own.signed_on, own.registered_on,
        document.organ_name, own.theme, own.issued_on, own.responsible_organ,
    ])  # fmt: skip
    assert document.force.on(datetime(2026, 11, 25, tzinfo=UTC).date()).effect is effect
