"""Somebody asks to be forgotten: what they photographed goes, and no code leads to their review."""

from pathlib import Path
from uuid import UUID

from devices_building import a_window
from feedback_building import Feedback, a_person, an_answer
from pydantic import SecretStr

from shared.commands.persons import erase
from shared.file_store import LocalFileStore
from svc_feedback.settings import Settings
from svc_feedback.storage.persons import PERSONS
from svc_feedback.storage.tables import metadata
from yangguang_local.databases import Databases

REVIEWS = "/api/v1/reviews"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
PHOTO = {"file": ("现场.png", PNG, "image/png")}


def files_in(folder: Path) -> int:
    return sum(one.is_file() for one in folder.rglob("*"))


async def as_owner(feedback: Feedback, postgres: Databases, files: Path) -> Settings:
    database = await feedback.pool.fetchval("SELECT current_database()")
    owner = SecretStr(postgres.dsn("feedback", owner=True, database=database))
    return feedback.settings.model_copy(update={"owner_database_url": owner, "files_dir": files})


async def test_photos_go_with_their_files_and_the_code_of_a_named_visit_ends(
    feedback: Feedback, postgres: Databases, tmp_path: Path
) -> None:
    feedback.app.state.office.files = LocalFileStore(tmp_path)
    settings = await as_owner(feedback, postgres, tmp_path)
    window, zhang, other = await a_window(feedback), a_person(name_masked="张*"), a_person()
    await window.visited()
    visit = await window.prompt()
    token = await feedback.may_review(other)
    for who, key in ((zhang, visit["token"]), (other, token)):
        sent = an_answer(key, 1, anonymous=False)
        assert (await feedback.as_(who).post(REVIEWS, json=sent)).status_code == 201
        added = await feedback.as_(who).post(f"{REVIEWS}/photos", data={"token": key}, files=PHOTO)
        assert added.status_code == 201, added.text

    async def left() -> tuple[int, int, int]:
        rows = await feedback.pool.fetchval("SELECT count(*) FROM review_photo")
        codes = await feedback.pool.fetchval("SELECT count(code_digest) FROM opportunity")
        return rows, files_in(tmp_path), codes

    account = UUID(zhang.subject)
    await erase(PERSONS, metadata, settings, account, check=True)
    assert await left() == (2, 2, 2)
    told = await erase(PERSONS, metadata, settings, account)

    assert [(one.table, one.rows) for one in told if one.rows] == [
        ("review_photo", 1), ("opportunity", 1), ("review", 1),
    ]  # fmt: skip
    assert await left() == (1, 1, 1)
    assert await feedback.pool.fetchval("SELECT count(writer_id) FROM review") == 0
    again = await erase(PERSONS, metadata, settings, account)
    assert [one.rows for one in again] == [0] * len(again)
