"""A workbook that takes longer than a request: read by the work process, whatever dies."""

import asyncio
import os
import sys
from datetime import timedelta
from pathlib import Path

from submissions_building import EDUCATION, HEALTH, SUBMISSIONS, Desk, a_book

from svc_budget.use_cases.submissions.slow_reading import read_next

READING = Path(__file__).resolve().parents[2] / "reading_process.py"


async def a_slow_draft(desk: Desk) -> str:
    desk.budget.app.state.office.patience = 0
    desk.examined.gate = asyncio.Event()
    answer = await desk.upload()
    assert (answer.status_code, answer.json()["progress"]["step"]) == (202, "received")
    submission_id: str = answer.json()["submission_id"]
    return submission_id


async def _read(desk: Desk) -> bool:
    return await read_next(desk.budget.bench.unit_of_work, desk.budget.app.state.office)


async def test_its_progress_is_seen_while_it_is_read(desk: Desk) -> None:
    one = await a_slow_draft(desk)
    path = f"{SUBMISSIONS}/{one}"
    assert desk.examined.gate
    async with asyncio.TaskGroup() as group:
        reading = group.create_task(_read(desk))
        waiting = await desk.client().get(path, params={"after": 1, "wait": 10})
        assert waiting.json()["progress"]["step_name"] == "读取"
        desk.examined.gate.set()
        assert await reading

    done = (await desk.client().get(path)).json()
    assert (done["state"], done["progress"]["done"]) == ("checked", 5)
    steps = await desk.budget.told("budget.submission.progressed.v1")
    assert [each["step"] for each in steps] == ["reading", "recognising", "checking"]
    assert not await _read(desk)


async def test_when_its_reader_dies_another_begins_anew(desk: Desk) -> None:
    one = await a_slow_draft(desk)
    dying = asyncio.create_task(_read(desk))
    await desk.client().get(f"{SUBMISSIONS}/{one}", params={"after": 1, "wait": 10})
    dying.cancel()
    await asyncio.wait({dying})
    assert not await _read(desk)  # the claim of the dead one still holds

    lapse = "UPDATE submission SET claimed_until = claimed_until - $1::interval"
    await desk.budget.pool.execute(lapse, timedelta(minutes=2))
    assert desk.examined.gate
    desk.examined.gate.set()
    assert await _read(desk)
    assert (await desk.client().get(f"{SUBMISSIONS}/{one}")).json()["state"] == "checked"


async def test_a_process_killed_while_it_reads_leaves_the_draft_to_another(desk: Desk) -> None:
    one = await a_slow_draft(desk)
    settings = desk.budget.settings
    dying = await asyncio.create_subprocess_exec(
        sys.executable, READING, settings.dsn, str(settings.files_dir),
        stdout=asyncio.subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(READING.parent)},
    )  # fmt: skip
    assert dying.stdout
    async with asyncio.timeout(60):
        assert (await dying.stdout.readline()).startswith(b"reading")
    dying.kill()  # SIGKILL: nothing of it is cleaned up
    await dying.wait()

    shown = (await desk.client().get(f"{SUBMISSIONS}/{one}")).json()
    assert (shown["state"], shown["progress"]["step"]) == ("draft", "reading")
    assert await desk.budget.told("budget.submission.checked.v1") == []
    lapse = "UPDATE submission SET claimed_until = $1"
    await desk.budget.pool.execute(lapse, desk.budget.now - timedelta(seconds=1))
    assert desk.examined.gate
    desk.examined.gate.set()
    assert await _read(desk)
    assert (await desk.client().get(f"{SUBMISSIONS}/{one}")).json()["state"] == "checked"
    assert len(await desk.budget.told("budget.submission.checked.v1")) == 1


async def test_two_readers_never_read_the_same_draft(desk: Desk) -> None:
    await a_slow_draft(desk)
    assert desk.examined.gate
    desk.examined.gate.set()

    assert sorted(await asyncio.gather(_read(desk), _read(desk))) == [False, True]


async def test_what_turns_out_to_be_another_workbook_says_so(desk: Desk) -> None:
    desk.examined.book = a_book(years_named=(2019,))
    one = await a_slow_draft(desk)
    assert desk.examined.gate
    desk.examined.gate.set()
    await _read(desk)

    shown = (await desk.client().get(f"{SUBMISSIONS}/{one}")).json()
    assert shown["progress"]["fault"]["type"] == "workbook-of-another-year"
    assert shown["state"] == "draft"
    assert not await _read(desk)


async def test_another_file_makes_the_reading_of_the_first_void(desk: Desk) -> None:
    one = await a_slow_draft(desk)
    reading = asyncio.create_task(_read(desk))
    await desk.client().get(f"{SUBMISSIONS}/{one}", params={"after": 1, "wait": 10})
    assert desk.examined.gate
    gate, desk.examined.gate = desk.examined.gate, None
    desk.budget.app.state.office.patience = 60
    desk.budget.set_clock(desk.budget.now + timedelta(minutes=1))
    second = await desk.uploaded()
    gate.set()
    await reading

    shown = (await desk.client().get(f"{SUBMISSIONS}/{one}")).json()
    assert (shown["file"], shown["revision"]) == (second["file"], second["revision"])
    assert len(await desk.budget.told("budget.submission.checked.v1")) == 1


async def test_nobody_else_sees_its_progress(desk: Desk) -> None:
    one = await a_slow_draft(desk)

    for caller, status in ((EDUCATION, 200), (HEALTH, 404)):
        asked = await desk.client(caller).get(f"{SUBMISSIONS}/{one}")
        assert asked.status_code == status
