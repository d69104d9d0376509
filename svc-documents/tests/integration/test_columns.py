"""Columns over HTTP: the tree, what is published, what is late, and who may do it."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from days_building import CALENDAR
from disclosure_building import at, tell_directory
from documents_building import REGION, Documents, a_document, id_of, staff

from svc_documents.storage import directory as organs
from svc_documents.storage.directory import Organ
from svc_documents.use_cases import demo
from svc_documents.use_cases.columns.columns import tell_overdue

NEW = {"If-Match": '"0"'}
EDITOR, COLLEAGUE = staff("editor"), staff("editor", "mzj")


@pytest.fixture
async def directory(documents: Documents) -> Documents:
    """A service that knows its organs and the calendar."""
    await tell_directory(documents)
    return documents


async def enter(directory: Documents, column_id: str, **known: Any) -> dict[str, Any]:
    body = {"name": column_id} | known
    answer = await directory.as_(EDITOR, **NEW).put(f"/columns/{column_id}", json=body)
    assert answer.status_code == 201, answer.text
    entered: dict[str, Any] = answer.json()
    return entered


async def publish(directory: Documents, column_id: str, **known: Any) -> dict[str, Any]:
    body = {"title": "收费目录", "formed_on": "2026-11-02", "text": "见附表。"} | known
    answer = await directory.as_(EDITOR).post(f"/columns/{column_id}/entries", json=body)
    assert answer.status_code == 201, answer.text
    entered: dict[str, Any] = answer.json()
    return entered


async def test_the_tree_shows_who_answers_and_the_way_down(directory: Documents) -> None:
    await enter(directory, "key-areas", name="重点领域")
    await enter(directory, "fees", name="价格和收费", parent="key-areas", period={"days": 90})

    tree = (await directory.as_().get("/columns")).json()
    page = (await directory.as_().get("/columns/fees")).json()

    assert [one["column_id"] for one in tree["items"]] == ["key-areas"]
    assert tree["items"][0]["children"][0]["name"] == "价格和收费"
    assert page["path"] == [{"column_id": "key-areas", "name": "重点领域"}]
    assert (page["organ_name"], page["light"]) == ("xzsp机关", "green")


async def test_a_column_changes_with_its_version_and_never_into_a_circle(
    directory: Documents,
) -> None:
    await enter(directory, "a")
    await enter(directory, "b", parent="a")
    client = directory.as_(EDITOR)

    stale = await client.put("/columns/a", json={"name": "甲"}, headers=NEW)
    circle = await client.put(
        "/columns/a", json={"name": "甲", "parent": "b"}, headers={"If-Match": '"1"'}
    )
    done = await client.put("/columns/a", json={"name": "甲"}, headers={"If-Match": '"1"'})

    assert (stale.status_code, circle.status_code, done.status_code) == (412, 422, 200)
    assert circle.json()["errors"][0]["pointer"] == "#/parent"
    assert done.headers["ETag"] == '"2"'


async def test_another_organs_column_is_not_there_for_an_editor(directory: Documents) -> None:
    await enter(directory, "fees")
    client = directory.as_(COLLEAGUE)
    body = {"title": "目录", "formed_on": "2026-11-02", "text": "无"}

    answers = [
        await client.put("/columns/fees", json={"name": "乙"}, headers={"If-Match": '"1"'}),
        await client.post("/columns/fees/entries", json=body),
    ]

    assert [one.status_code for one in answers] == [404, 404]
    assert (await directory.as_().get("/columns/fees/entries")).json()["items"] == []


async def test_what_is_published_updates_its_column_and_is_listed_newest_first(
    directory: Documents,
) -> None:
    await enter(directory, "fees", period={"days": 10})
    document = await directory.enter(a_document())

    await publish(directory, "fees", title="一")
    await publish(directory, "fees", title="二", text="", document_id=str(document.document_id))

    page = (await directory.as_().get("/columns/fees/entries?limit=1&count=true")).json()
    rest = await directory.as_().get(f"/columns/fees/entries?cursor={page['next_cursor']}")
    assert (page["total"], page["items"][0]["title"]) == (2, "二")
    assert [one["title"] for one in rest.json()["items"]] == ["一"]
    assert (await directory.told("documents.column.entry_published.v1"))[0]["late"] is False


async def test_what_waits_is_listed_with_its_light_and_published_late_it_says_so(
    directory: Documents,
) -> None:
    await enter(directory, "fees")
    waiting = await publish(directory, "fees", formed_on="2026-10-09", publish=False)
    client = directory.as_(EDITOR)

    listed = (await client.get("/columns/waiting")).json()["items"]
    hidden = await directory.as_().get(f"/columns/fees/entries/{waiting['entry_id']}")
    elsewhere = (await directory.as_(COLLEAGUE).get("/columns/waiting")).json()["items"]
    done = await client.post(f"/columns/fees/entries/{waiting['entry_id']}/publish")
    again = await client.post(f"/columns/fees/entries/{waiting['entry_id']}/publish")

    assert [(one["light"], one["due_on"]) for one in listed] == [("red", "2026-11-05")]
    assert (hidden.status_code, elsewhere) == (404, [])
    assert (done.status_code, done.json()["late"], again.status_code) == (200, True, 409)
    rates = await directory.as_(staff("supervisor")).get(
        "/columns/timeliness?from=2026-01-01&to=2026-12-31"
    )
    assert rates.json()["items"] == [
        {"organ_name": "xzsp机关", "published": 1, "in_time": 0, "rate": 0.0}
    ]


async def test_a_change_keeps_what_was_said_before(directory: Documents) -> None:
    await enter(directory, "fees")
    entry = await publish(directory, "fees", text="共 30 项。")
    path = f"/columns/fees/entries/{entry['entry_id']}"
    body = {
        "title": "收费目录", "changed_on": "2026-11-24", "reason": "新增一项", "text": "共 31 项。",
    }  # fmt: skip

    done = await directory.as_(EDITOR).post(f"{path}/change", json=body)

    shown = (await directory.as_().get(path)).json()
    assert (done.status_code, shown["text"], shown["version"]) == (200, "共 31 项。", 2)
    assert [(one["text"], one["reason"]) for one in shown["former"]] == [("共 30 项。", "新增一项")]


@pytest.mark.parametrize(
    ("known", "pointer"),
    [
        ({"text": ""}, "#/text"),
        ({"formed_on": "2026-12-31"}, "#/formed_on"),
        ({"document_id": "00000000-0000-7000-8000-000000000000"}, "#/document_id"),
        ({"fields": {"party": "甲"}}, "#/fields/party"),
    ],
)
async def test_an_unsound_entry_is_refused_by_its_place(
    directory: Documents, known: dict[str, Any], pointer: str
) -> None:
    await enter(directory, "fees")
    body = {"title": "目录", "formed_on": "2026-11-02", "text": "无"} | known

    answer = await directory.as_(EDITOR).post("/columns/fees/entries", json=body)

    assert answer.status_code == 422
    assert [one["pointer"] for one in answer.json()["errors"]] == [pointer]


async def test_a_column_that_is_not_kept_up_turns_red_and_is_told_once(
    directory: Documents,
) -> None:
    await enter(directory, "fees", period={"days": 10})
    later = at("2026-12-06")
    directory.set_clock(later)

    for _ in range(2):
        async with directory.bench.unit_of_work(later) as work:
            await tell_overdue(work, CALENDAR)

    (told,) = await directory.told("documents.column.overdue.v1")
    overdue = (await directory.as_(EDITOR).get("/columns/overdue")).json()["items"]
    assert told["due_on"] == "2026-12-05"
    assert [one["column_id"] for one in overdue] == ["fees"]
    assert (await directory.as_(COLLEAGUE).get("/columns/overdue")).json()["items"] == []
    await publish(directory, "fees")
    assert (await directory.as_(EDITOR).get("/columns/overdue")).json()["items"] == []
    directory.set_clock(later + timedelta(days=11))
    async with directory.bench.unit_of_work(directory.now) as work:
        assert await tell_overdue(work, CALENDAR) == 1


async def test_the_demo_directory_loads_twice_without_doubling(documents: Documents) -> None:
    await tell_directory(documents)
    office, folder = documents.app.state.office, documents.settings.demo_dir
    needed = demo.organs_named(folder)
    await tell_more_organs(documents, needed)

    for _ in range(2):
        async with documents.bench.unit_of_work(documents.now) as work:
            await demo.load_directory_of_columns(work, office, folder)
            await demo.load_meeting_topics(work, office)

    tree = (await documents.as_().get("/columns")).json()["items"]
    topics = (await documents.as_().get("/topics?year=2019&count=true")).json()
    assert {"key-areas", "credit"} <= {one["column_id"] for one in tree}
    assert topics["total"] == 26
    assert len(await documents.told("documents.topic.published.v1")) == 55


async def tell_more_organs(documents: Documents, codes: set[str]) -> None:
    async with documents.bench.unit_of_work(documents.now) as work:
        for code in sorted(codes):
            organ = Organ(id_of("organ", code), code, f"{code}机关", "0745-2283072", REGION)
            await organs.put_organ(work, organ)


async def test_of_two_editors_with_the_same_version_one_is_told_it_is_stale(
    directory: Documents,
) -> None:
    await enter(directory, "fees")
    seen = {"If-Match": '"1"'}

    answers = await asyncio.gather(
        *(
            directory.as_(EDITOR, **seen).put("/columns/fees", json={"name": name})
            for name in ("甲", "乙", "丙", "丁")
        )
    )

    assert sorted(one.status_code for one in answers) == [200, 412, 412, 412]
    assert (await directory.as_().get("/columns/fees")).headers["ETag"] == '"2"'
