"""A normative document from its draft to the library, and to its end, through the gateway."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from journeys.library import once
from journeys.people import SOON, Json, Officer, Refused, Visitor
from journeys.town import Town

from shared.office_hours import china_time

STEPS = ("public_comment", "legality_review", "collective_discussion")
ARTICLES = """
# 总则

第一条 为了规范政务服务帮办代办，制定本办法。

第二条 帮办代办不收取任何费用。

# 附则

第三条 本办法自公布之日起施行。
"""


def today() -> str:
    return china_time(datetime.now(UTC)).date().isoformat()


async def drafted(editor: Officer, title: str) -> Json:
    """A draft of the office's own."""
    draft: Json = await editor.post(
        "/documents",
        json={
            "title": title, "kind": "办法", "markdown": ARTICLES, "theme": "政务服务",
            "early_reason": "不立即施行将影响年底前的集中办理。",
        },
    )  # fmt: skip
    return draft


async def reviewed(editor: Officer, registrar: Officer, path: str) -> None:
    """Every step the rules of the place want, then the review is over."""
    await editor.post(f"{path}/submit-for-review")
    day = china_time(datetime.now(UTC)).date()
    for kind in STEPS:
        opened = (day - timedelta(days=30)).isoformat() if kind == "public_comment" else None
        step = {"kind": kind, "opinion": "同意", "done_by": "鹤城区司法局", "done_on": today()}
        await registrar.post(f"{path}/steps", json=step | {"opened_on": opened})
    await registrar.post(f"{path}/finish-review")


async def published(town: Town, title: str) -> Json:
    """A document that went the whole way, as everybody sees it."""
    editor, registrar = await town.official("editor"), await town.official("registrar")
    draft = await drafted(editor, title)
    path = f"/documents/{draft['document_id']}"
    await reviewed(editor, registrar, path)
    for stage in ("register", "number", "publish"):
        await registrar.post(f"{path}/{stage}", json={} if stage == "number" else None)
    return await town.visitor.get(path)


async def test_a_document_is_published_with_three_numbers_and_found_by_each(town: Town) -> None:
    title = f"鹤城区政务服务帮办代办办法（{uuid4().hex[:6]}）"
    document = await published(town, title)
    elements = document["elements"]

    by_number = await town.visitor.get("/basis", ref=elements["document_no"].replace("〔", "["))
    by_title = await town.visitor.get("/basis", ref=f"《{title}》第二条")
    listed = await town.visitor.get("/documents", q=elements["registration_no"])

    assert document["effect"]["effect"] == "valid"
    assert elements["issued_on"] == today()
    assert by_number["document"]["document_id"] == document["document_id"]
    assert by_title["document"]["document_id"] == document["document_id"]
    assert listed["items"][0]["document_id"] == document["document_id"]


async def test_it_is_read_in_every_form_and_its_articles_have_anchors(town: Town) -> None:
    document = await published(town, f"鹤城区自助终端管理办法（{uuid4().hex[:6]}）")
    path = f"/documents/{document['document_id']}"

    page = await town.visitor.ask("GET", path, headers={"Accept": "text/html"})
    printed = await town.visitor.ask("GET", path, headers={"Accept": "application/pdf"})
    plain = await town.visitor.ask("GET", path, headers={"Accept": "text/markdown"})
    article = await town.visitor.get(f"{path}/articles/第二条")

    assert 'id="art-2"' in page.text
    assert printed.content.startswith(b"%PDF")
    assert "不收取任何费用" in plain.text
    assert article["anchor"] == "art-2"


async def test_the_one_that_replaces_it_ends_it_and_its_page_says_so(town: Town) -> None:
    old = await published(town, f"鹤城区窗口首问负责办法（{uuid4().hex[:6]}）")
    new = await published(town, f"鹤城区首问负责制办法（{uuid4().hex[:6]}）")
    editor = await town.official("editor")
    await editor.post(
        f"/documents/{new['document_id']}/relations",
        json={"kind": "replaces", "target_id": old["document_id"]},
    )

    seen = await town.visitor.get(f"/documents/{old['document_id']}")
    page = await town.visitor.ask(
        "GET", f"/documents/{old['document_id']}", headers={"Accept": "text/html"}
    )
    checked = await town.visitor.get("/basis", ref=old["elements"]["document_no"])

    assert seen["effect"]["effect"] == "replaced"
    assert new["title"] in page.text
    assert checked["replaced_by"]["document_id"] == new["document_id"]


async def test_an_unreviewed_draft_is_not_numbered_and_nobody_else_sees_it(town: Town) -> None:
    editor, registrar = await town.official("editor"), await town.official("registrar")
    draft = await drafted(editor, f"鹤城区预约服务办法（{uuid4().hex[:6]}）")
    path = f"/documents/{draft['document_id']}"

    with pytest.raises(Refused, match="step-out-of-order"):
        await registrar.post(f"{path}/number", json={})
    with pytest.raises(Refused, match="404"):
        await town.visitor.get(path)


async def kept(visitor: Visitor, path: str) -> None:
    """Ask for a page until the door answers by itself."""
    async with asyncio.timeout(SOON):
        while (await visitor.ask("GET", path)).headers.get("x-cache") != "hit":
            pass


async def test_a_correction_shows_on_every_page_that_was_kept_at_the_door(town: Town) -> None:
    editor, visitor = await town.official("editor"), town.visitor
    document = await published(town, f"鹤城区告知承诺办法（{uuid4().hex[:6]}）")
    own, word = f"/documents/{document['document_id']}", uuid4().hex[:6]
    pages = (own, f"/documents?q={document['elements']['registration_no']}", f"{own}/corrections")
    for page in pages:
        await kept(visitor, page)

    correction = {"reason": f"标题应有{word}。", "title": f"鹤城区告知承诺办法（{word}）"}
    await editor.post(f"{own}/correct", json=correction)

    async def show_it() -> bool:
        return all([word in (await visitor.ask("GET", page)).text for page in pages])

    await once(show_it)
