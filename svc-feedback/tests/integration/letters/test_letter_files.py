"""Files that come with letters."""

from pathlib import Path

from feedback_building import Feedback, a_person
from letters_building import LETTERS, a_clerk, a_letter, answered, assigned, on_monday

from shared.file_store import LocalFileStore

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


async def test_a_photo_comes_with_a_letter_and_only_its_own_people_see_it(
    feedback: Feedback, tmp_path: Path
) -> None:
    feedback.app.state.office.files = LocalFileStore(tmp_path)
    await on_monday(feedback)
    zhang, clerk = a_person(), await a_clerk(feedback)
    letter = await a_letter(feedback, zhang)
    await assigned(feedback, letter, clerk)
    code = {"query_code": letter["query_code"]}
    photo = {"file": ("现场.png", PNG, "image/png")}

    kept = await feedback.as_().post(f"{LETTERS}/files", data=code, files=photo)

    assert kept.status_code == 201, kept.text
    url = f"{LETTERS}/{letter['letter_id']}/files/{kept.json()['file_id']}"
    for reader in (zhang, clerk):
        assert (await feedback.as_(reader).get(url)).content == PNG
    for stranger in (a_person(), await a_clerk(feedback)):
        assert (await feedback.as_(stranger).get(url)).status_code == 404
    wrong = await feedback.as_().post(f"{LETTERS}/files", data={"query_code": "0"}, files=photo)
    assert wrong.status_code == 404
    text = {"file": ("a.png", b"no picture at all", "image/png")}
    assert (await feedback.as_().post(f"{LETTERS}/files", data=code, files=text)).status_code == 415
    await answered(feedback, letter, clerk)
    late = await feedback.as_().post(f"{LETTERS}/files", data=code, files=photo)
    assert late.status_code == 409
