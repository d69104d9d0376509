"""Whoever a bad review is given to sees all its writer said and sent."""

from pathlib import Path
from uuid import UUID, uuid4

from directory_building import an_organ
from feedback_building import Feedback
from handling_building import BAD_REVIEWS, Desk, a_desk, a_member
from PIL import Image

from shared.file_store import LocalFileStore

REVIEWS = "/api/v1/reviews"
OTHER = "431224"


async def transferred(desk: Desk) -> UUID:
    other = await an_organ(desk.feedback, "鹤城区卫生健康局")
    await desk.takes("transfer", organ_id=str(other), note="由卫生健康局承办。")
    return other


async def test_the_organ_it_is_transferred_to_sees_the_photos(
    feedback: Feedback, tmp_path: Path
) -> None:
    feedback.app.state.office.files = LocalFileStore(tmp_path)
    desk, photo = await a_desk(feedback), tmp_path / "现场.png"
    Image.new("RGB", (2, 2), "red").save(photo)
    sent = await feedback.as_(desk.writer).post(
        f"{REVIEWS}/photos",
        data={"token": desk.token},
        files={"file": ("现场.png", photo.read_bytes(), "image/png")},
    )
    assert sent.status_code == 201, sent.text
    url = f"{REVIEWS}/{sent.json()['review_id']}/photos"
    other = await transferred(desk)

    for caller, status in (
        (a_member(other, "HC-WJJ-001"), 200), (desk.colleague, 200), (desk.supervisor, 200),
        (a_member(uuid4(), "HC-CGJ-001"), 404),
        (a_member(uuid4(), "ZF-XZSP-001", "supervisor", OTHER), 404),
    ):  # fmt: skip
        assert (await feedback.as_(caller).get(url)).status_code == status


async def test_the_handler_reads_what_the_writer_added_later(feedback: Feedback) -> None:
    desk = await a_desk(feedback)
    assert (await desk.shown())["follow_up"] is None
    added = {
        "token": desk.token,
        "submission_id": str(uuid4()),
        "text": "又等了一天，13812345678。",
    }
    await feedback.as_(desk.writer).post(f"{REVIEWS}/follow-ups", json=added)

    assert (await desk.shown())["follow_up"]["text"] == "又等了一天，138****5678。"


async def test_what_was_only_explained_is_no_improvement(feedback: Feedback) -> None:
    desk = await a_desk(feedback)
    await desk.assigned()
    await desk.takes("attempts", channel="phone", reached=True)
    await desk.takes("verify", verdict="partly", note="部分属实。")
    status, problem = await desk.sends("explain", why="law", note="没有法律依据。")
    assert (status, problem["errors"][0]["pointer"]) == (422, "#/why")
    explained = await desk.takes("explain", why="no_legal_basis", note="没有法律依据。")
    await desk.takes("reply", text="作出解释。", change="nothing", improvement="作出解释。")
    await desk.takes("revisit", satisfied=True)

    assert explained["explanation"] == "no_legal_basis"
    listed = await feedback.as_().get(f"{BAD_REVIEWS}/improvements?matter=HC-YJS-0001&count=true")
    assert (listed.json()["items"], listed.json()["total"]) == ([], 0)
