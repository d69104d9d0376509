"""Random inspections at the service; the script of the docs redoes the draw."""

import asyncio
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx2
import pytest
from disclosure_building import at, tell_directory
from documents_building import Documents, id_of, staff
from inspection_building import a_plan

ROUTE = "/inspections"
PAGE = Path(__file__).parents[3] / "docs" / "inspections.md"
NUMBER = {"public_value": "03,08,12,19,25,31,07", "source": "中国福利彩票官方网站"}


@pytest.fixture
async def office(documents: Documents) -> Documents:
    """The service once the directory has spoken; it is Monday, 2026-03-02, 10:00."""
    documents.set_clock(at("2026-03-02"))
    await tell_directory(documents)
    return documents


def organ(office: Documents, code: str = "scjg") -> httpx2.AsyncClient:
    return office.as_(staff("approver", code))


async def announce(office: Documents, **known: Any) -> dict[str, Any]:
    answer = await organ(office).post(ROUTE, json=a_plan(**known))
    assert answer.status_code == 201, answer.text
    plan: dict[str, Any] = answer.json()
    return plan


async def draw(office: Documents) -> dict[str, Any]:
    """An inspection is announced, and drawn the day after."""
    plan = await announce(office)
    office.set_clock(at("2026-03-03"))
    answer = await organ(office).post(f"{ROUTE}/{plan['inspection_id']}/draw", json=NUMBER)
    assert answer.status_code == 200, answer.text
    drawn: dict[str, Any] = answer.json()
    return drawn


async def test_before_the_draw_everything_is_public_but_the_secret(office: Documents) -> None:
    plan = await announce(office)
    shown = (await office.as_().get(f"{ROUTE}/{plan['inspection_id']}/draw")).json()
    kept = await office.pool.fetchval("SELECT secret FROM inspection")

    assert (shown["secret"], shown["public_value"], shown["drawn"]) == (None, None, [])
    assert len(shown["objects"]) == 30
    assert re.fullmatch("[0-9a-f]{64}", shown["commitment"])
    assert kept.startswith("v1|")
    (told,) = await office.told("documents.inspection.announced.v1")
    assert told["commitment"] == shown["commitment"]


async def test_the_script_of_the_docs_gives_the_same_draw(office: Documents) -> None:
    drawn = await draw(office)
    published = await office.as_().get(f"{ROUTE}/{drawn['inspection_id']}/draw")
    (script,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)

    redone = await asyncio.to_thread(_run, script, published.text)
    forged = published.json()
    forged["registers"] = forged["registers"].replace("餐馆", "厂", 1)
    caught = await asyncio.to_thread(_run, script, json.dumps(forged))

    assert redone.returncode == 0, redone.stderr
    committed, *lines = redone.stdout.splitlines()
    assert committed == "as committed: True"
    assert lines == [" ".join((one["object_id"], *one["inspectors"])) for one in drawn["drawn"]]
    assert len(drawn["drawn"]) == 7
    assert caught.stdout.startswith("as committed: False")
    assert len(script.splitlines()) == 10


def _run(script: str, given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - the page is ours
        [sys.executable, "-c", script], input=given, capture_output=True, text=True, check=False
    )


async def test_it_is_not_drawn_before_the_public_number_is_there(office: Documents) -> None:
    plan = await announce(office)
    early = await organ(office).post(f"{ROUTE}/{plan['inspection_id']}/draw", json=NUMBER)

    assert early.status_code == 409
    assert early.json()["beacon_on"] == "2026-03-03"


async def test_a_number_that_could_be_known_already_is_refused(office: Documents) -> None:
    refused = await organ(office).post(ROUTE, json=a_plan(beacon_on="2026-03-02"))

    assert [one["pointer"] for one in refused.json()["errors"]] == ["#/beacon_on"]


async def test_it_is_drawn_once_even_by_two_at_once(office: Documents) -> None:
    plan = await announce(office)
    office.set_clock(at("2026-03-03"))
    path = f"{ROUTE}/{plan['inspection_id']}"
    answers = await asyncio.gather(
        *(
            organ(office).post(f"{path}/draw", json=NUMBER | {"public_value": str(turn)})
            for turn in range(4)
        )
    )
    cancelled = await organ(office).post(f"{path}/cancel", json={"reason": "不满意"})

    assert sorted(one.status_code for one in answers) == [200, 409, 409, 409]
    assert cancelled.status_code == 409
    assert len(await office.told("documents.inspection.drawn.v1")) == 1


async def test_a_cancelled_plan_stays_visible_and_is_never_drawn(office: Documents) -> None:
    plan = await announce(office)
    path = f"{ROUTE}/{plan['inspection_id']}"
    cancelled = await organ(office).post(f"{path}/cancel", json={"reason": "机构改革"})
    office.set_clock(at("2026-03-03"))
    late = await organ(office).post(f"{path}/draw", json=NUMBER)
    shown = (await office.as_().get(f"{ROUTE}?state=cancelled&count=true")).json()

    assert (cancelled.json()["state"], late.status_code) == ("cancelled", 409)
    assert shown["items"][0]["cancelled_because"] == "机构改革"
    assert shown["total"] == 1


async def test_another_organs_inspection_is_not_there_for_its_verbs(office: Documents) -> None:
    plan = await announce(office)
    office.set_clock(at("2026-03-03"))
    path, other = f"{ROUTE}/{plan['inspection_id']}", organ(office, "wjj")
    answers = [
        await other.post(f"{path}/draw", json=NUMBER),
        await other.post(f"{path}/cancel", json={"reason": "别的机关"}),
        await other.post(
            f"{path}/results",
            json={"object_id": "OBJ-001", "outcome": "no_problem", "inspected_on": "2026-03-03"},
        ),
    ]
    citizen = await office.as_(staff("window")).post(ROUTE, json=a_plan())

    assert [one.status_code for one in answers] == [404, 404, 404]
    assert citizen.status_code == 403


async def test_results_are_told_object_by_object_and_corrected_with_a_reason(
    office: Documents,
) -> None:
    drawn = await draw(office)
    path = f"{ROUTE}/{drawn['inspection_id']}/results"
    first = drawn["drawn"][0]["object_id"]
    office.set_clock(at("2026-03-16"))
    result = {"object_id": first, "outcome": "to_rectify", "inspected_on": "2026-03-12"}
    told = await organ(office).post(path, json=result | {"finding": "留样记录不全"})
    twice = await organ(office).post(path, json=result)
    corrected = await organ(office).post(
        path, json=result | {"outcome": "no_problem", "correction": "留样记录在总部，已核实"}
    )
    undrawn = await organ(office).post(path, json=result | {"object_id": "OBJ-999"})
    future = await organ(office).post(
        path, json=result | {"object_id": drawn["drawn"][1]["object_id"],
                             "inspected_on": "2026-03-17"},
    )  # fmt: skip
    shown = (await office.as_().get(f"{path}?limit=100")).json()["items"]

    assert [one.status_code for one in (told, twice, corrected, undrawn, future)] == [
        201, 409, 201, 409, 422,
    ]  # fmt: skip
    assert [one["object_id"] for one in shown] == [one["object_id"] for one in drawn["drawn"]]
    assert (shown[0]["outcome"], shown[0]["light"], shown[0]["in_time"]) == (
        "no_problem",
        "done",
        True,
    )
    assert (shown[1]["outcome_title"], shown[1]["light"]) == ("待公布", "green")
    assert corrected.json()["published"] == 1
    kept = await office.pool.fetchval("SELECT count(*) FROM inspection_result")
    assert kept == 2


async def test_late_results_are_red_and_on_the_organs_list(office: Documents) -> None:
    drawn = await draw(office)
    path = f"{ROUTE}/{drawn['inspection_id']}/results"
    office.set_clock(at("2026-04-20"))
    day_itself = (await organ(office).get(f"{ROUTE}/overdue?count=true")).json()["total"]
    office.set_clock(at("2026-04-21"))
    shown = (await office.as_().get(path)).json()["items"]
    page = (await organ(office).get(f"{ROUTE}/overdue?limit=4&count=true")).json()
    rest = (await organ(office).get(f"{ROUTE}/overdue?cursor={page['next_cursor']}")).json()
    late = await organ(office).post(
        path, json={"object_id": drawn["drawn"][0]["object_id"], "outcome": "no_problem",
                    "inspected_on": "2026-03-20"},
    )  # fmt: skip

    assert {one["light"] for one in shown} == {"red"}
    assert (day_itself, page["total"]) == (0, 7)
    assert len({one["object_id"] for one in page["items"] + rest["items"]}) == 7
    assert (await organ(office, "wjj").get(f"{ROUTE}/overdue")).json()["items"] == []
    assert late.status_code == 201
    (told,) = await office.told("documents.inspection.result_published.v1")
    assert told["in_time"] is False


async def test_what_was_drawn_cannot_be_changed_by_the_service(office: Documents) -> None:
    await draw(office)
    rights = await office.pool.fetch(
        "SELECT table_name FROM information_schema.table_privileges"
        " WHERE grantee = current_user AND privilege_type IN ('UPDATE', 'DELETE')"
        " AND table_name LIKE 'inspection%'"
    )
    plans = await office.as_().get(f"{ROUTE}?organ_id={id_of('organ', 'scjg')}&state=drawn")

    assert [row["table_name"] for row in rights] == []
    assert len(plans.json()["items"]) == 1
