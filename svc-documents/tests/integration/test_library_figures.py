"""The library in figures, its sitemap, and the whole of it as one file."""

import gzip
from datetime import UTC, date, datetime
from hashlib import sha256

import orjson
from documents_building import Documents, a_document, a_text
from lxml import etree

from shared.file_store import LocalFileStore
from svc_documents.domain.documents.documents import Elements
from svc_documents.domain.documents.states import DocumentClass
from svc_documents.domain.effects.effects import Cause, Force
from svc_documents.use_cases.library.archiving import make_archive

LAPSED = Force(date(2020, 1, 1), date(2025, 1, 1), Cause.LAPSED)
REPEALED = Force(date(2021, 1, 1), date(2026, 3, 1), Cause.REPEALED)


async def _some(documents: Documents) -> None:
    await documents.enter(a_document(force=LAPSED, issued_on=date(2019, 12, 20)))
    await documents.enter(a_document(force=REPEALED, issued_on=date(2020, 12, 1)))
    this_year = a_document(issued_on=date(2026, 2, 1), force=Force(first=date(2026, 3, 1)))
    await documents.enter(this_year)
    await documents.enter(a_document(organ_name="湖南省财政厅", force=Force()))


async def test_figures_are_by_effect_organ_and_year_and_of_the_annual_report(
    documents: Documents,
) -> None:
    await _some(documents)
    stats = (await documents.as_().get("/documents/stats?year=2026")).json()
    one_organ = (await documents.as_().get("/documents/stats?organ=湖南省财政厅")).json()
    then = (await documents.as_().get("/documents/stats?on_date=2024-12-31")).json()

    effects = {one["value"]: one["documents"] for one in stats["by_effect"]}
    assert effects == {"valid": 1, "lapsed": 1, "repealed": 1, "unknown": 1}
    assert stats["year"] == {"year": 2026, "issued": 1, "ended": 1, "repealed": 1, "in_force": 1}
    assert [one["value"] for one in stats["by_year"]] == ["2026", "2020", "2019"]
    assert (one_organ["documents"], one_organ["in_force"]) == (1, 0)
    assert then["in_force"] == 2


async def test_the_sitemap_names_every_public_document_once(documents: Documents) -> None:
    documents.set_clock(datetime(2026, 10, 31, 16, 30, tzinfo=UTC))  # 1 November in the offices
    public = await documents.enter()
    await documents.enter(a_document(document_class=DocumentClass.NORMATIVE))
    client = documents.as_()

    index = etree.fromstring((await client.get("/documents/sitemap.xml")).content)
    (file,) = [one.text for one in index.iter("{*}loc")]
    answer = await client.get(file.partition("/api/v1")[2])
    locations = [one.text for one in etree.fromstring(answer.content).iter("{*}loc")]

    assert answer.headers["content-type"] == "application/xml"
    assert "/sitemaps/2026-11.xml?part=1" in file
    assert [one.rpartition("/")[2] for one in locations] == [str(public.document_id)]
    assert (await client.get("/documents/sitemaps/2026-13.xml")).status_code == 422


async def test_the_archive_holds_every_public_document_with_its_texts(
    documents: Documents,
) -> None:
    first = await documents.enter(a_document(), a_text("通知", "正文一。"))
    await documents.enter(a_document(document_class=DocumentClass.NORMATIVE))
    store = LocalFileStore(documents.settings.files_dir)

    for _ in range(2):  # twice a day is once
        await make_archive(documents.bench, store, date(2026, 11, 23))

    client = documents.as_()
    (archive,) = (await client.get("/documents/archives")).json()["items"]
    file = await client.get(archive["href"].removeprefix("/api/v1"))
    (line,) = [orjson.loads(one) for one in gzip.decompress(file.content).splitlines()]
    assert (archive["documents"], archive["made_on"]) == (1, "2026-11-23")
    assert sha256(file.content).hexdigest() == archive["sha256"]
    assert line["document_id"] == str(first.document_id)
    assert line["texts"][0]["text"] == "正文一。"
    assert Elements().retention == line["retention"]
    unknown = await client.get(f"/documents/archives/{first.document_id}/file")
    assert unknown.status_code == 404
