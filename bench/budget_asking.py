"""Questions put to a real service, and its sums compared with DuckDB's over its own download."""

import asyncio
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

import httpx2
import orjson
from budget_books import Size
from budget_questions import FACTS, Asked
from complete_over_http import badge
from grounds import Grounds

from shared.identity import ANONYMOUS

HERE = Path(__file__).resolve().parent
REFUSED = 422
NAMELESS = "line"  # rows without a code are told by their keys, which a download does not have


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question gave: milliseconds of each call, the status, the body of the last."""

    asked: Asked
    taken: Sequence[float]
    status: int
    body: dict[str, Any]

    @property
    def ms(self) -> float:
        """The median."""
        return median(self.taken)

    @property
    def refused(self) -> bool:
        """Refused with what to do instead."""
        return self.status == REFUSED and bool(self.body.get("detail") or self.body.get("errors"))


async def ask(
    ground: Grounds, client: httpx2.AsyncClient, asked: Sequence[Asked], calls: int
) -> list[Answer]:
    """Each question so many times, after one to warm up."""
    found = []
    for one in asked:
        token = badge(ground, ANONYMOUS, "svc-budget")
        client.headers["Authorization"] = f"Bearer {token}"
        taken = []
        for _ in range(calls + 1):
            began = time.perf_counter()
            answer = await client.get(one.path, params=list(one.parameters))
            taken.append((time.perf_counter() - began) * 1000)
        found.append(Answer(one, taken[1:], answer.status_code, answer.json()))
    return found


async def exported(ground: Grounds) -> tuple[Path, int]:
    """The newest snapshot as CSV, by the product's own download: where it lies, its rows."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(HERE / "budget_export.py"),
        env=ground.environment("budget", "work"), stdout=subprocess.PIPE,
    )  # fmt: skip
    said, _ = await process.communicate()
    if process.returncode != 0:
        raise RuntimeError("the download was not made")
    told = orjson.loads(said.splitlines()[-1])
    return Path(told["file"]), told["rows"]


async def differing(
    file: Path, rows: int, size: Size, answers: Sequence[Answer]
) -> tuple[int, int, list[str]]:
    """How many answers and single sums were compared, and those that differ."""
    compared = [one for one in answers if _comparable(one)]
    told = {
        "file": str(file),
        "departments": [one.code for one in size.all_units if not one.parent],
        "questions": [_question(one) for one in compared],
    }
    said = await asyncio.to_thread(_counted_again, told)
    if said["rows"] != rows:
        return 0, 0, [f"{said['rows']} rows in the file, {rows} counted"]
    sums, wrong = 0, []
    for one, theirs in zip(compared, said["answers"], strict=True):
        mine = _sums(one)
        sums += len(mine)
        if mine != {tuple(row[:-1]): row[-1] for row in theirs}:
            wrong.append(f"{one.asked.parameters}")
    return len(compared), sums, wrong


def _counted_again(told: dict[str, Any]) -> dict[str, Any]:
    command = [sys.executable, str(HERE / "budget_sums.py")]
    done = subprocess.run(command, input=orjson.dumps(told), check=True, capture_output=True)  # noqa: S603 - ours
    said: dict[str, Any] = orjson.loads(done.stdout)
    return said


def _comparable(one: Answer) -> bool:
    said = dict(one.asked.parameters)
    groups = [value for key, value in one.asked.parameters if key == "group_by"]
    whole = one.status == httpx2.codes.OK and not one.body.get("cut")
    return one.asked.path == FACTS and whole and NAMELESS not in groups and "snapshot" not in said


def _question(one: Answer) -> dict[str, Any]:
    said, over = dict(one.asked.parameters), one.body["summed"]
    every = one.asked.parameters
    asked = {
        "group_by": [value for key, value in every if key == "group_by"],
        "years": [int(value) for key, value in every if key == "year"],
        "level": int(said.get("level", 3)), "prefix": said.get("function") or said.get("economic"),
        **{name: over[name] for name in ("book", "table", "side", "column")},
    }  # fmt: skip
    return asked | {name: said[name] for name in ("unit", "region_code") if name in said}


def _sums(one: Answer) -> dict[tuple[str, ...], int]:
    groups = [value for key, value in one.asked.parameters if key == "group_by"]
    return {
        tuple("" if item[name] is None else str(item[name]) for name in groups): _fen(item)
        for item in one.body["items"] if not item["subtotal"]
    }  # fmt: skip


def _fen(item: dict[str, Any]) -> int:
    return int(Decimal(item["amount"]).scaleb(2))
