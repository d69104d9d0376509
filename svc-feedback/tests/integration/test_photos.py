"""Photos come with a review, and only those who handle it see them."""

import io
from pathlib import Path
from uuid import uuid4

from devices_building import a_supervisor, a_window
from feedback_building import Feedback, a_person, an_answer, an_officer
from PIL import Image

from shared.file_store import LocalFileStore

REVIEWS = "/api/v1/reviews"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
PHOTO = {"file": ("现场.png", PNG, "image/png")}


async def test_a_photo_is_seen_by_who_handles_the_review_and_by_nobody_else(
    feedback: Feedback, tmp_path: Path
) -> None:
    feedback.app.state.office.files = LocalFileStore(tmp_path)
    window, zhang = await a_window(feedback), a_person()
    token = await feedback.may_review(zhang, organ_ids=(window.organ_id,))
    sender = feedback.as_(zhang)

    early = await sender.post(f"{REVIEWS}/photos", data={"token": token}, files=PHOTO)
    review = (await sender.post(REVIEWS, json=an_answer(token, 1))).json()
    kept = [
        await sender.post(f"{REVIEWS}/photos", data={"token": token}, files=PHOTO) for _ in range(4)
    ]

    assert early.status_code == 409
    assert [each.status_code for each in kept] == [201, 201, 201, 409]
    url = f"{REVIEWS}/{review['review_id']}/photos"
    for reader in (window.clerk, a_supervisor()):
        assert len((await feedback.as_(reader).get(url)).json()) == 3
        one = f"{url}/{kept[0].json()['photo_id']}"
        assert (await feedback.as_(reader).get(one)).content == PNG
    for stranger in (a_supervisor("431224"), an_officer()):
        assert (await feedback.as_(stranger).get(url)).status_code == 404
    assert (await sender.get(url)).status_code == 403
    assert (await feedback.as_(window.clerk).get(f"{url}/{uuid4()}")).status_code == 404


def only_file_in(folder: Path) -> bytes:
    """What is kept in a folder of files with one."""
    (kept,) = [each for each in folder.rglob("*") if each.is_file()]
    return kept.read_bytes()


async def test_where_a_photo_was_taken_is_not_kept(feedback: Feedback, tmp_path: Path) -> None:
    feedback.app.state.office.files = LocalFileStore(tmp_path)
    zhang, made, exif = a_person(), io.BytesIO(), Image.Exif()
    exif.get_ifd(0x8825)[2] = (27.0, 33.0, 12.0)  # the latitude
    Image.new("RGB", (20, 20), "red").save(made, "JPEG", exif=exif)
    token = await feedback.may_review(zhang)
    await feedback.as_(zhang).post(REVIEWS, json=an_answer(token, 1))

    sent = await feedback.as_(zhang).post(
        f"{REVIEWS}/photos",
        data={"token": token},
        files={"file": ("现场.jpg", made.getvalue(), "image/jpeg")},
    )

    assert sent.status_code == 201, sent.text
    assert b"Exif" in made.getvalue()
    assert b"Exif" not in only_file_in(tmp_path)


async def test_what_is_no_photo_or_anothers_is_refused(feedback: Feedback, tmp_path: Path) -> None:
    feedback.app.state.office.files = LocalFileStore(tmp_path)
    zhang = a_person()
    token = await feedback.may_review(zhang)
    await feedback.as_(zhang).post(REVIEWS, json=an_answer(token, 1))
    text = {"file": ("a.png", b"no picture at all", "image/png")}

    wrong = await feedback.as_(zhang).post(f"{REVIEWS}/photos", data={"token": token}, files=text)
    other = await feedback.as_(a_person()).post(
        f"{REVIEWS}/photos", data={"token": token}, files=PHOTO
    )

    assert (wrong.status_code, other.status_code) == (415, 404)
