"""One request, one process: what a file does to its reader ends with it."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.confined import Confined

PROGRAM = str(Path(__file__).parents[1] / "confined_answers.py")


@pytest.fixture
def confined() -> Iterator[Confined]:
    made = Confined(PROGRAM)
    yield made
    made.close()


async def test_every_request_has_a_process_of_its_own_and_leaves_nothing_behind(
    confined: Confined,
) -> None:
    first = await confined.ask({"do": "tell", "told": "甲" * 100_000})
    second = await confined.ask({"do": "tell"})

    assert first is not None
    assert second is not None
    assert first["told"] == "甲" * 100_000
    assert first["template"] == second["template"]
    assert first["process"] != second["process"]
    assert second["seen"] == ["tell"]


@pytest.mark.parametrize(
    "deed", ["die", "reckon for ever", "fill the memory", "write a file", "raise"]
)
async def test_a_process_that_dies_of_its_request_harms_no_other(
    confined: Confined, deed: str, tmp_path: Path
) -> None:
    harmful = {"do": deed, "path": str(tmp_path / "file")} if deed != "raise" else {"say": "?"}

    assert await confined.ask(harmful) is None
    assert await confined.ask({"do": "tell"}) is not None
    assert not (tmp_path / "file").exists() or not (tmp_path / "file").read_bytes()


async def test_requests_at_the_same_time_are_answered_each_with_its_own(confined: Confined) -> None:
    told = await asyncio.gather(*(confined.ask({"do": "tell", "told": n}) for n in range(12)))

    assert [one["told"] for one in told if one] == list(range(12))
    assert len({one["template"] for one in told if one}) <= 2


async def test_a_template_that_ended_is_replaced(confined: Confined) -> None:
    first = await confined.ask({"do": "tell"})
    assert first is not None
    os.kill(first["template"], 9)

    second = await confined.ask({"do": "tell"})
    assert second is not None
    assert second["template"] != first["template"]


async def test_who_does_not_answer_in_time_is_ended() -> None:
    confined = Confined(PROGRAM, patience=0.4)
    with pytest.raises(TimeoutError):
        await confined.ask({"do": "reckon for ever"})


async def test_a_program_that_is_not_there_is_a_fault_of_the_system() -> None:
    with pytest.raises(BrokenPipeError):
        await Confined("/nowhere.py").ask({"do": "tell"})


PACKED = """
from shared.confined import Allowance, serve
serve(lambda asked: asked | {"by": __name__}, Allowance())
"""


async def test_it_finds_code_that_was_packed_into_a_folder_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "only_packed.py").write_text(PACKED)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    confined = Confined("-m", "only_packed")
    try:
        assert await confined.ask({"told": 1}) == {"told": 1, "by": "__main__"}
    finally:
        confined.close()
