"""Any list is fed as Atom and JSON Feed, and exported whole as CSV, XLSX and lines of JSON."""

import csv
import io
from datetime import UTC, date, datetime

import openpyxl
import orjson
from documents_building import Documents, a_document
from lxml import etree

from svc_documents.domain.effects.effects import Cause, Force
from svc_documents.storage.library import shelves
from svc_documents.storage.search.conditions import Narrowed

LAPSED = Force(date(2019, 11, 10), date(2024, 11, 10), Cause.LAPSED, "有效期届满")
SHELF = "category=省政府文件&region_code=430000"


async def test_a_feed_is_a_list_page_by_page_in_both_forms(documents: Documents) -> None:
    titles = [f"通知{n}<&>\x0b" for n in range(3)]
    for n, title in enumerate(titles):
        await documents.enter(a_document(title=title, issued_on=date(2020, 1, 1 + n)))
    await documents.enter(a_document(organ_name="别的机关"))
    client = documents.as_()

    atom = await client.get("/documents/feed.atom?organ=湖南省人民政府&limit=2")
    feed = etree.fromstring(atom.content)
    following = feed.xpath("//*[local-name()='link'][@rel='next']/@href")[0]
    rest = etree.fromstring((await client.get(following.partition("/api/v1")[2])).content)
    found = (await client.get("/documents/feed.json?organ=湖南省人民政府")).json()

    shown = [one.text for one in [*feed.iter("{*}title"), *rest.iter("{*}title")]]
    assert [one for one in shown if one != "规范性文件库"] == ["通知2<&>", "通知1<&>", "通知0<&>"]
    assert [one["title"] for one in found["items"]] == titles[::-1]
    assert atom.headers["content-type"].startswith("application/atom+xml")
    again = await client.get(
        "/documents/feed.atom?organ=湖南省人民政府&limit=2",
        headers={"If-None-Match": atom.headers["etag"]},
    )
    assert again.status_code == 304
    assert (await client.get("/documents/feed.json?colour=red")).status_code == 422


async def test_an_export_is_the_whole_list_and_no_cell_is_a_formula(documents: Documents) -> None:
    await documents.enter(a_document(title='=HYPERLINK("http://x")', force=LAPSED))
    await documents.enter(a_document(title="普通通知", issued_on=date(2018, 1, 1)))
    client = documents.as_()

    text = (await client.get("/documents/export")).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    book = openpyxl.load_workbook(
        io.BytesIO((await client.get("/documents/export?format=xlsx")).content)
    )
    lapsed = await client.get("/documents/export?format=jsonl&effect=lapsed")
    (line,) = map(orjson.loads, lapsed.content.splitlines())

    assert rows[0][:6] == ["序号", "文件名称", "文号", "统一登记号", "发文日期", "效力状态"]
    assert [row[1] for row in rows[1:]] == ['\'=HYPERLINK("http://x")', "普通通知"]
    assert rows[1][5:8] == ["失效", "2024-11-10", "有效期届满"]
    assert book["Sheet1"]["B2"].data_type == "s"
    assert (line["title"], line["effect"]["effect"]) == ('=HYPERLINK("http://x")', "lapsed")


async def test_the_page_of_2019_is_exported_as_it_was_published(library: Documents) -> None:
    library.set_clock(datetime(2019, 11, 25, 2, 0, tzinfo=UTC))
    client = library.as_()

    lines = (await client.get(f"/documents/export?format=jsonl&{SHELF}")).content.splitlines()
    everything = (await client.get("/documents/export?region_code=430000")).content.decode()

    first = [orjson.loads(one) for one in lines[:5]]
    assert [(one["document_no"], one["issued_on"]) for one in first] == [
        ("湘政发〔2019〕20号", "2019-11-10"), ("湘政发〔2019〕18号", "2019-09-27"),
        ("湘政发〔2019〕16号", "2019-09-03"), ("湘政发〔2019〕15号", "2019-08-29"),
        ("湘政发〔2019〕13号", "2019-08-16"),
    ]  # fmt: skip
    assert {one["effect"]["effect"] for one in first} == {"valid"}
    assert everything.count(",有效,") >= 1613


async def test_pages_join_without_a_gap_also_where_no_day_is_known(documents: Documents) -> None:
    for day in (None, None, date(2020, 1, 1), date(2020, 1, 1), date(2021, 1, 1)):
        await documents.enter(a_document(issued_on=day))
    shelf = Narrowed(on=date(2026, 11, 25), today=date(2026, 11, 25))
    async with documents.bench.unit_of_work() as work:
        whole, place, pages = await shelves.listed(work, shelf, None, 10), None, []
        while page := await shelves.listed(work, shelf, place, 2):
            pages += page
            place = page[-1].place

    assert pages == whole
    assert len(pages) == 5


async def test_the_list_goes_on_past_documents_without_a_day_and_by_popularity(
    documents: Documents,
) -> None:
    entered = [
        await documents.enter(a_document(issued_on=day))
        for day in (None, None, None, date(2020, 1, 1))
    ]
    client = documents.as_()
    for n, one in enumerate(entered):
        for _ in range(n):
            await client.get(f"/documents/{one.document_id}")
    await documents.app.state.views.flush(documents.bench.unit_of_work)

    for sort in ("-issued_on", "issued_on", "-views"):
        found: list[str] = []
        following = f"/documents?limit=1&sort={sort}"
        while following and len(found) < 9:
            answer = await client.get(following)
            found += [one["document_id"] for one in answer.json()["items"]]
            cursor = answer.json()["next_cursor"]
            following = f"/documents?limit=1&sort={sort}&cursor={cursor}" if cursor else ""
        assert sorted(found) == sorted(str(one.document_id) for one in entered), sort
    assert found == [str(one.document_id) for one in entered[::-1]]
    facets = (await client.get("/documents?facets=true")).json()["facets"]
    assert "'1'" not in str(facets)
