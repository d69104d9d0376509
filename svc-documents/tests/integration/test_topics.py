"""Topics over HTTP: made by editors, read by everybody, with what is due."""

from io import BytesIO
from typing import Any

import pytest
from disclosure_building import at, tell_directory
from documents_building import Documents, a_document, staff
from PIL import Image

from svc_documents.domain.documents.states import DocumentClass

EDITOR, COLLEAGUE = staff("editor"), staff("editor", "mzj")
FRIDAY = "2026-11-20"


@pytest.fixture
async def newsroom(documents: Documents) -> Documents:
    """A service that knows its organs and the calendar, on a Friday."""
    await tell_directory(documents)
    documents.set_clock(at(FRIDAY))
    return documents


async def a_topic(newsroom: Documents, kind: str = "meeting", **known: Any) -> str:
    body = {"kind": kind, "title": "区政府第60次常务会议"} | known
    answer = await newsroom.as_(EDITOR).post("/topics", json=body)
    assert answer.status_code == 201, answer.text
    topic_id: str = answer.json()["topic_id"]
    return topic_id


async def add(newsroom: Documents, topic_id: str, **part: Any) -> dict[str, Any]:
    body = {"kind": "agenda_item", "title": "关于养老服务的汇报"} | part
    answer = await newsroom.as_(EDITOR).post(f"/topics/{topic_id}/parts", json=body)
    assert answer.status_code == 201, answer.text
    topic: dict[str, Any] = answer.json()
    return topic


async def publish(newsroom: Documents, topic_id: str) -> None:
    answer = await newsroom.as_(EDITOR).post(f"/topics/{topic_id}/publish")
    assert answer.status_code == 200, answer.text


def a_picture() -> bytes:
    kept = BytesIO()
    Image.new("RGB", (40, 20), "red").save(kept, "PNG")
    return kept.getvalue()


async def test_a_topic_is_hidden_until_it_is_published_and_told_once(newsroom: Documents) -> None:
    topic_id = await a_topic(newsroom, held_on=FRIDAY)
    await add(newsroom, topic_id)
    hidden = await newsroom.as_().get(f"/topics/{topic_id}")
    await publish(newsroom, topic_id)

    shown = (await newsroom.as_().get(f"/topics/{topic_id}")).json()
    listed = (await newsroom.as_().get("/topics?kind=meeting&count=true")).json()

    (told,) = await newsroom.told("documents.topic.published.v1")
    assert hidden.status_code == 404
    assert (shown["infographic_due_on"], shown["infographic_light"]) == ("2026-11-23", "yellow")
    assert [one["topic_id"] for one in listed["items"]] == [topic_id]
    assert told["infographic_due_on"] == "2026-11-23"


async def test_an_empty_topic_is_not_published(newsroom: Documents) -> None:
    topic_id = await a_topic(newsroom)

    answer = await newsroom.as_(EDITOR).post(f"/topics/{topic_id}/publish")

    assert answer.status_code == 422
    assert answer.json()["type"].endswith("/topic-unsound")


async def test_a_missing_infographic_is_due_then_late_then_there(newsroom: Documents) -> None:
    topic_id = await a_topic(newsroom)
    await add(newsroom, topic_id)
    await publish(newsroom, topic_id)
    newsroom.set_clock(at("2026-11-24"))

    overdue = (await newsroom.as_(staff("supervisor")).get("/topics/overdue")).json()
    elsewhere = (await newsroom.as_(COLLEAGUE).get("/topics/overdue")).json()
    await add(newsroom, topic_id, kind="infographic", title="一图读懂", alt="三个方框。")
    after = (await newsroom.as_(staff("supervisor")).get("/topics/overdue")).json()

    assert [(one["topic_id"], one["light"]) for one in overdue["infographics"]] == [
        (topic_id, "red")
    ]
    assert (elsewhere["infographics"], after["infographics"]) == ([], [])
    assert (await newsroom.as_().get(f"/topics/{topic_id}")).json()["infographic_light"] == "red"


async def test_what_is_older_than_the_calendar_is_not_due(newsroom: Documents) -> None:
    newsroom.set_clock(at("2018-03-05"))
    topic_id = await a_topic(newsroom)
    await add(newsroom, topic_id)
    await publish(newsroom, topic_id)
    await newsroom.enter(
        a_document(
            document_class=DocumentClass.NORMATIVE, registration_no="HCDR-2018-00001",
            organ_id=EDITOR.organ_id, region_code=EDITOR.region_code,
        )
    )  # fmt: skip
    newsroom.set_clock(at(FRIDAY))

    overdue = await newsroom.as_(staff("supervisor")).get("/topics/overdue")

    assert overdue.json() == {"infographics": [], "interpretations": []}


async def test_a_picture_is_shown_once_it_is_public_and_then_stays(newsroom: Documents) -> None:
    topic_id = await a_topic(newsroom)
    topic = await add(newsroom, topic_id, kind="infographic", title="一图读懂", alt="红色方框。")
    path = f"/topics/{topic_id}/parts/{topic['parts'][0]['part_id']}/picture"
    editor, anybody = newsroom.as_(EDITOR), newsroom.as_()
    picture = {"file": ("图解.png", a_picture(), "image/png")}
    script = {"file": ("图解.png", b"<svg onload=alert(1)>", "image/png")}

    refused = await editor.post(path, files=script)
    given = await editor.post(path, files=picture)
    hidden = await anybody.get(path)
    await publish(newsroom, topic_id)
    shown = await anybody.get(path)
    again = await editor.post(path, files=picture)

    assert (refused.status_code, given.status_code, hidden.status_code) == (415, 200, 404)
    assert (shown.content, shown.headers["content-type"]) == (a_picture(), "image/png")
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert again.status_code == 409


async def test_parts_are_arranged_and_removed_in_a_draft_and_ordered_by_time_later(
    newsroom: Documents,
) -> None:
    topic_id = await a_topic(newsroom)
    for title in ("甲", "乙", "丙"):
        topic = await add(newsroom, topic_id, title=title)
    first, second, third = (one["part_id"] for one in topic["parts"])
    editor = newsroom.as_(EDITOR)

    half = await editor.post(f"/topics/{topic_id}/arrange", json={"part_ids": [first]})
    await editor.delete(f"/topics/{topic_id}/parts/{second}")
    done = await editor.post(f"/topics/{topic_id}/arrange", json={"part_ids": [third, first]})
    await publish(newsroom, topic_id)
    gone = await editor.delete(f"/topics/{topic_id}/parts/{first}")
    newsroom.set_clock(at("2026-11-24"))
    await add(newsroom, topic_id, title="丁", stage="after")

    timeline = (await newsroom.as_().get(f"/topics/{topic_id}/timeline")).json()["parts"]
    assert (half.status_code, done.status_code, gone.status_code) == (422, 200, 409)
    assert [(one["title"], one["published_on"]) for one in timeline] == [
        ("丙", FRIDAY), ("甲", FRIDAY), ("丁", "2026-11-24"),
    ]  # fmt: skip


async def test_another_organs_editor_finds_nothing(newsroom: Documents) -> None:
    topic_id = await a_topic(newsroom)
    topic = await add(newsroom, topic_id)
    client = newsroom.as_(COLLEAGUE)
    part = f"/topics/{topic_id}/parts/{topic['parts'][0]['part_id']}"

    answers = [
        await client.post(f"/topics/{topic_id}/publish"),
        await client.post(f"/topics/{topic_id}/archive"),
        await client.post(f"/topics/{topic_id}/parts", json={"kind": "agenda_item", "title": "x"}),
        await client.post(f"/topics/{topic_id}/arrange", json={"part_ids": []}),
        await client.patch(f"/topics/{topic_id}", json={}, headers={"If-Match": '"2"'}),
        await client.delete(part),
        await client.post(f"{part}/picture", files={"file": ("a.png", a_picture())}),
    ]

    assert [one.status_code for one in answers] == [404] * len(answers)
    assert (await client.get("/topics/drafts")).json()["items"] == []
    assert len((await newsroom.as_(EDITOR).get("/topics/drafts")).json()["items"]) == 1


async def test_words_change_with_the_version_and_an_archived_topic_takes_nothing(
    newsroom: Documents,
) -> None:
    topic_id = await a_topic(newsroom)
    topic = await add(newsroom, topic_id)
    editor, body = newsroom.as_(EDITOR), {"title": "第61次常务会议"}

    without = await editor.patch(f"/topics/{topic_id}", json=body)
    stale = await editor.patch(f"/topics/{topic_id}", json=body, headers={"If-Match": '"1"'})
    matching = {"If-Match": f'"{topic["version"]}"'}
    done = await editor.patch(f"/topics/{topic_id}", json=body, headers=matching)
    await publish(newsroom, topic_id)
    await editor.post(f"/topics/{topic_id}/archive")
    late = await editor.post(
        f"/topics/{topic_id}/parts", json={"kind": "commentary", "title": "评论"}
    )

    assert (without.status_code, stale.status_code, late.status_code) == (428, 412, 409)
    assert done.json()["title"] == "第61次常务会议"
    assert (await newsroom.as_().get(f"/topics/{topic_id}")).json()["state"] == "archived"


async def test_a_normative_document_wants_interpretation_within_three_working_days(
    newsroom: Documents,
) -> None:
    document = await newsroom.enter(
        a_document(
            document_class=DocumentClass.NORMATIVE, registration_no="HCDR-2026-00001",
            organ_id=EDITOR.organ_id, region_code=EDITOR.region_code,
        )
    )  # fmt: skip
    path = f"/documents/{document.document_id}/interpretations"
    missing = (await newsroom.as_(EDITOR).get("/topics/overdue")).json()["interpretations"]
    topic_id = await a_topic(newsroom, "policy_interpretation", title="政策解读")
    await add(newsroom, topic_id, kind="document", document_id=str(document.document_id))
    await add(newsroom, topic_id, kind="commentary", title="起草单位答记者问", text="……")
    before = (await newsroom.as_().get(path)).json()["items"]
    await publish(newsroom, topic_id)

    after = (await newsroom.as_().get(path)).json()["items"]
    assert [(one["due_on"], one["light"]) for one in missing] == [("2026-11-25", "yellow")]
    assert (before, [one["title"] for one in after]) == ([], ["起草单位答记者问"])
    assert (await newsroom.as_(EDITOR).get("/topics/overdue")).json()["interpretations"] == []


@pytest.mark.parametrize(
    ("part", "pointer"),
    [
        ({"kind": "video"}, "#/url"),
        ({"kind": "infographic"}, "#/alt"),
        ({"kind": "document"}, "#/document_id"),
    ],
)
async def test_an_incomplete_part_is_refused_by_its_place(
    newsroom: Documents, part: dict[str, Any], pointer: str
) -> None:
    topic_id = await a_topic(newsroom)

    answer = await newsroom.as_(EDITOR).post(
        f"/topics/{topic_id}/parts", json={"title": "某部分"} | part
    )

    assert answer.status_code == 422
    assert [one["pointer"] for one in answer.json()["errors"]] == [pointer]
