"""Livelihood projects over HTTP: ideas, the list, progress with photos, and what people think."""

from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from disclosure_building import at, tell_directory
from documents_building import REGION, Documents, a_person, id_of, staff
from PIL import Image

from shared.events.envelope import Envelope
from shared.events.feedback import ProjectReviewed, ProjectReviewInvalidated
from svc_documents.events.reactions import reactions
from svc_documents.storage.directory import Organ, put_organ
from svc_documents.use_cases import demo

ROUTE = "/livelihood-projects"
EDITOR, COLLEAGUE = staff("editor"), staff("editor", "mzj")
BODY = {
    "year": 2026, "title": "改造老旧小区21个", "goal": "惠及3260户。",
    "milestones": [
        {"title": "开工", "planned_on": "2026-06-30"},
        {"title": "完工", "planned_on": "2026-12-31"},
    ],
}  # fmt: skip


@pytest.fixture
async def district(documents: Documents) -> Documents:
    """A service that knows its organs."""
    await tell_directory(documents)
    return documents


async def a_project(district: Documents) -> dict[str, Any]:
    answer = await district.as_(EDITOR).post(ROUTE, json=BODY)
    assert answer.status_code == 201, answer.text
    project: dict[str, Any] = answer.json()
    return project


def a_photo() -> bytes:
    kept = BytesIO()
    Image.new("RGB", (40, 20), "green").save(kept, "JPEG")
    return kept.getvalue()


async def reached(district: Documents, project: dict[str, Any]) -> None:
    for one in project["milestones"]:
        path = f"{ROUTE}/{project['project_id']}/milestones/{one['milestone_id']}/reach"
        assert (await district.as_(EDITOR).post(path)).status_code == 200


async def test_a_late_project_is_marked_without_anybody_doing_it(district: Documents) -> None:
    project = await a_project(district)
    district.set_clock(at("2026-06-30"))
    before = (await district.as_().get(f"{ROUTE}?late=true")).json()["items"]
    district.set_clock(at("2026-07-01"))

    late = (await district.as_().get(f"{ROUTE}?late=true&count=true")).json()

    assert before == []
    assert (late["total"], late["items"][0]["project_id"]) == (1, project["project_id"])
    assert [one["late"] for one in late["items"][0]["milestones"]] == [True, False]


async def test_progress_is_told_with_a_photo_that_everybody_sees(district: Documents) -> None:
    project = await a_project(district)
    path, editor = f"{ROUTE}/{project['project_id']}", district.as_(EDITOR)

    told = await editor.post(f"{path}/reports", json={"progress": 70, "text": "已完工11个。"})
    report_id = told.json()["reports"][0]["report_id"]
    photo = {"file": ("现场.jpg", a_photo(), "image/jpeg")}
    given = await editor.post(f"{path}/reports/{report_id}/photo?alt=工地", files=photo)
    again = await editor.post(f"{path}/reports/{report_id}/photo?alt=工地", files=photo)
    whole = (await district.as_().get(path)).json()
    shown = await district.as_().get(whole["reports"][0]["photo"].removeprefix("/api/v1"))

    assert (told.status_code, given.status_code, again.status_code) == (201, 200, 404)
    assert (whole["progress"], whole["reports"][0]["photo_alt"]) == (70, "工地")
    assert (shown.content, shown.headers["content-type"]) == (a_photo(), "image/jpeg")


async def done(district: Documents) -> str:
    """A project that is done; its id."""
    project = await a_project(district)
    await reached(district, project)
    answer = await district.as_(EDITOR).post(f"{ROUTE}/{project['project_id']}/finish")
    assert answer.json()["state"] == "done"
    return str(project["project_id"])


async def heard(district: Documents, *facts: ProjectReviewed | ProjectReviewInvalidated) -> None:
    """What svc-feedback told of reviews."""
    for fact in facts:
        react = reactions.to(fact.subject)
        assert react is not None
        about = Envelope(uuid4(), fact.subject, fact.review_id, 1, district.now, {})
        async with district.bench.unit_of_work(district.now) as work:
            await react(fact, work, about)


def a_review(project_id: str, level: int) -> ProjectReviewed:
    return ProjectReviewed(
        review_id=uuid4(), project_id=UUID(project_id), level=level, submitted_at=at("2026-11-20")
    )


async def test_a_project_that_is_done_says_where_to_review_it_and_who_answers_for_it(
    district: Documents,
) -> None:
    project = await a_project(district)
    path = f"{ROUTE}/{project['project_id']}"
    unfinished = await district.as_(EDITOR).post(f"{path}/finish")
    before = (await district.as_().get(path)).json()
    await reached(district, project)
    await district.as_(EDITOR).post(f"{path}/finish")

    after = (await district.as_().get(path)).json()
    (told,) = await district.told("documents.livelihood_project.done.v1")

    assert (unfinished.status_code, before["ask_to_review"]) == (409, None)
    assert after["ask_to_review"] == f"/api/v1/reviews/projects/{project['project_id']}"
    assert after["reviews"] == f"/api/v1/reviews?matter={project['project_id']}"
    assert (after["review_count"], after["mean_level"]) == (0, None)
    assert (told["organ_id"], told["region_code"]) == (str(EDITOR.organ), REGION)
    links = await district.as_().get(f"http://documents/links/project/{project['project_id']}")
    assert [(one["kind"], one["id"]) for one in links.json()["links"]] == [
        ("organ", str(EDITOR.organ))
    ]
    for unknown in (uuid4(), "fund-1"):
        found = await district.as_().get(f"http://documents/links/project/{unknown}")
        assert found.json() == {"links": []}


async def test_reviews_that_are_told_are_counted_once_until_they_are_invalid(
    district: Documents,
) -> None:
    project_id = await done(district)
    good, bad = a_review(project_id, 5), a_review(project_id, 2)
    elsewhere = a_review(str(uuid4()), 1)
    invalid = ProjectReviewInvalidated(
        review_id=bad.review_id, project_id=bad.project_id, invalidated_at=at("2026-11-21")
    )

    await heard(district, good, bad, bad, elsewhere)
    both = (await district.as_().get(f"{ROUTE}/{project_id}")).json()
    await heard(district, invalid, invalid)
    one = (await district.as_().get(f"{ROUTE}/{project_id}")).json()

    assert (both["review_count"], both["mean_level"]) == (2, 3.5)
    assert (one["review_count"], one["mean_level"]) == (1, 5.0)
    told = await district.told("documents.livelihood_project.judged.v1")
    assert [fact["review_count"] for fact in told] == [1, 2, 1]
    assert {fact["project_id"] for fact in told} == {project_id}


async def test_ideas_are_masked_moderated_and_shown_without_who_had_them(
    district: Documents,
) -> None:
    body = {
        "year": 2027, "title": "征集建议", "opens_on": "2026-11-01", "closes_on": "2026-12-15",
    }  # fmt: skip
    editor, zhang = district.as_(EDITOR), district.as_(a_person())
    call = (await editor.post(f"{ROUTE}/calls", json=body)).json()
    path = f"{ROUTE}/calls/{call['call_id']}/ideas"
    sent = await zhang.post(path, json={"text": "多设停车位，电话13800000001"})
    pending = (await editor.get(f"{path}/pending")).json()["items"]
    hidden = (await district.as_().get(path)).json()["items"]
    elsewhere = await district.as_(COLLEAGUE).get(f"{path}/pending")

    moderation = {"show": True, "answer": "已列入初选。"}
    idea = f"{path}/{sent.json()['idea_id']}/moderate"
    done = await editor.post(idea, json=moderation)
    again = await editor.post(idea, json=moderation)
    shown = (await district.as_().get(path)).json()["items"]
    district.set_clock(at("2026-12-16"))
    late = await zhang.post(path, json={"text": "再来一条"})

    assert (sent.status_code, len(pending), hidden, elsewhere.status_code) == (201, 1, [], 404)
    assert (done.status_code, again.status_code, late.status_code) == (200, 409, 409)
    assert [one["answer"] for one in shown] == ["已列入初选。"]
    assert "13800000001" not in str(shown)
    assert set(shown[0]) == {"idea_id", "text", "state", "answer"}


async def test_another_organs_editor_finds_nothing(district: Documents) -> None:
    project = await a_project(district)
    path, client = f"{ROUTE}/{project['project_id']}", district.as_(COLLEAGUE)
    milestone = project["milestones"][0]["milestone_id"]

    answers = [
        await client.post(f"{path}/milestones/{milestone}/reach"),
        await client.post(f"{path}/reports", json={"progress": 1, "text": "无"}),
        await client.post(f"{path}/finish"),
    ]

    assert [one.status_code for one in answers] == [404, 404, 404]
    assert (await district.as_().get(path)).json()["progress"] == 0


async def test_a_project_without_a_milestone_or_a_call_backwards_is_refused(
    district: Documents,
) -> None:
    editor = district.as_(EDITOR)
    body = {
        "year": 2027, "title": "征集建议", "opens_on": "2026-12-15", "closes_on": "2026-11-01",
    }  # fmt: skip

    empty = await editor.post(ROUTE, json=BODY | {"milestones": []})
    backwards = await editor.post(f"{ROUTE}/calls", json=body)

    assert (empty.status_code, backwards.status_code) == (422, 422)
    assert empty.json()["errors"][0]["pointer"] == "#/milestones"
    assert (await district.as_().get(f"{ROUTE}/calls")).json()["items"] == []


async def test_the_demo_list_loads_twice_without_doubling(district: Documents) -> None:
    folder = district.settings.demo_dir
    for _ in range(2):
        async with district.bench.unit_of_work(district.now) as work:
            for code in sorted(demo.organs_named(folder)):
                await put_organ(work, an_organ(code))
            await demo.load_livelihood_projects(work, folder)

    listed = (await district.as_().get(f"{ROUTE}?count=true")).json()
    assert (listed["total"], sum(one["late"] for one in listed["items"])) == (4, 1)
    assert sum(one["state"] == "done" for one in listed["items"]) == 1


def an_organ(code: str) -> Organ:
    return Organ(id_of("organ", code), code, f"{code}机关", "0745-2283072", REGION)
