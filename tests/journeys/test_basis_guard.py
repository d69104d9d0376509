"""What a matter rests on dies: its guide and its running cases show it at once."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import date

import pytest
from journeys.library import entered, once
from journeys.people import BARBER_SHOP, SOON, Json, Officer, Refused
from journeys.town import Town

from shared.database import Pool
from svc_documents.domain.effects.effects import Cause, Force

HYGIENE, CLAUSE = "公共场所卫生管理条例", "第四条"
MATTER, ALLOWANCE = f"/matters/{BARBER_SHOP}", "HC-YJS-0012"
OWN = re.compile("鹤审发|理发卫生办法")
LAPSED = Force(date(2019, 1, 1), date(2024, 1, 1), Cause.LAPSED, "有效期届满")


@pytest.fixture
async def at_rest(town: Town) -> AsyncIterator[None]:
    """The barber shop rests on what it always rested on when everything is over."""
    yield
    editor = await town.official("editor")
    for one in (await guide(town))["basis"]:
        if OWN.search(one["reference"]):
            await rebase(town, editor, one["reference"], HYGIENE, CLAUSE)


async def guide(town: Town) -> Json:
    """What everybody reads about the barber shop."""
    found: Json = (await town.visitor.get(MATTER))["guide"]
    return found


async def rebase(town: Town, editor: Officer, old: str, new: str, clause: str = "") -> Json:
    """Another document in the place of one."""
    seen = (await town.visitor.ask("GET", MATTER)).headers["ETag"]
    one = {"from_reference": old, "to_reference": new, "clause": clause}
    answer = await editor.ask(
        "POST", f"{MATTER}/rebase", json={"replacements": [one]}, headers={"If-Match": seen}
    )
    done: Json = answer.json()
    return done


async def effect_on_guide(town: Town, reference: str) -> str:
    """How the guide shows what the barber shop rests on."""
    basis = (await guide(town))["basis"]
    return next((one["effect"] for one in basis if one["reference"] == reference), "")


async def is_flagged_alike(town: Town, case: Json) -> bool:
    """The guide and the tracked case name the same: the new one's title is told a moment later."""
    flag = (await guide(town))["basis_flag"]
    tracked = await town.visitor.track(case["case_no"], case["query_code"])
    return bool(flag["documents"] == tracked["basis_flag"]["documents"])


@pytest.mark.usefixtures("at_rest")
async def test_a_document_dies_is_seen_at_once_and_replaced_in_one_step(
    town: Town, library: Pool
) -> None:
    old = await entered(library, "甲", Force(date(2020, 1, 1)))
    new = await entered(library, "乙", Force(date(2026, 1, 1)))
    editor = await town.official("editor")
    done = await rebase(town, editor, HYGIENE, old.title)
    assert done["outcome"] == "published"
    known = await once(lambda: shows(town, old.title, "valid"))
    zhang = await town.citizen()
    case = await town.accepted_case(zhang)

    await editor.post(
        f"/documents/{new.document_id}/relations",
        json={"kind": "replaces", "target_id": str(old.document_id)},
    )
    died = await once(lambda: shows(town, old.title, "replaced"))
    await once(lambda: is_flagged_alike(town, case))
    flag = (await guide(town))["basis_flag"]
    tracked = await town.visitor.track(case["case_no"], case["query_code"])
    listed = await editor.get("/supervision/basis", matter=BARBER_SHOP)
    checked = await town.visitor.get("/basis", ref=old.document_no)

    assert old.title in flag["text"]
    assert new.document_no in flag["documents"][0]["replaced_by"]
    assert old.title in [one["reference"] for one in listed["items"]]
    assert checked["replaced_by"]["document_id"] == str(new.document_id)

    await rebase(town, editor, old.title, new.document_no)
    clean = await once(lambda: shows(town, new.document_no, "valid"))
    tracked = await town.visitor.track(case["case_no"], case["query_code"])
    beside = await town.visitor.get(f"/graph/document/{new.document_id}")

    assert (await guide(town))["basis_flag"] is None
    assert tracked["basis_flag"] is None
    assert f"matter:{BARBER_SHOP}" in [one["key"] for one in beside["nodes"]]
    print(  # noqa: T201  the figures
        f"\ncited and known {known:.3f} s, dead and shown {died:.3f} s, clean {clean:.3f} s"
    )


async def shows(town: Town, reference: str, effect: str) -> bool:
    """Whether the guide shows this effect."""
    return await effect_on_guide(town, reference) == effect


@pytest.mark.usefixtures("at_rest")
async def test_a_document_that_was_dead_before_it_was_cited_is_seen_as_well(
    town: Town, library: Pool
) -> None:
    dead = await entered(library, "丙", LAPSED)
    editor = await town.official("editor")

    await rebase(town, editor, HYGIENE, dead.document_no)
    seen = await once(lambda: shows(town, dead.document_no, "lapsed"))

    flag = (await guide(town))["basis_flag"]
    assert (flag["takes_cases"], flag["since"]) == (True, "2024-01-01")
    print(f"\ncited and shown dead {seen:.3f} s")  # noqa: T201  the figure


async def publish(town: Town, editor: Officer, definition: Json) -> None:
    """A matter is published as it is defined here."""
    path = f"/matters/{definition['code']}"
    seen = (await town.visitor.ask("GET", path)).headers["ETag"]
    await editor.ask("PUT", path, json=definition, headers={"If-Match": seen})


async def test_where_the_guard_blocks_a_dead_basis_takes_no_new_cases(
    town: Town, library: Pool
) -> None:
    own, by = [await entered(library, name, Force(date(2020, 1, 1))) for name in "丁戊"]
    editor, zhang = await town.official("editor"), await town.citizen()
    before = (await town.visitor.get(f"/matters/{ALLOWANCE}"))["definition"]
    basis = [*before["basis"], {"reference": own.document_no}]
    await publish(town, editor, {**before, "basis_guard": "block", "basis": basis})
    await once(lambda: effect_is(town, own.document_no, "valid"))

    await editor.post(
        f"/documents/{by.document_id}/relations",
        json={"kind": "repeals", "target_id": str(own.document_id)},
    )
    await once(lambda: effect_is(town, own.document_no, "repealed"))
    with pytest.raises(Refused, match="basis-dead") as refused:
        await zhang.begin({}, {}, matter_code=ALLOWANCE)

    assert own.document_no in refused.value.problem["detail"]
    assert "已废止" in refused.value.problem["detail"]
    await publish(town, editor, before)
    with pytest.raises(Refused) as refused:
        await zhang.begin({}, {"no": "question"}, matter_code=ALLOWANCE)
    assert refused.value.reason == "answers-invalid"  # and no longer for its basis


async def effect_is(town: Town, reference: str, effect: str) -> bool:
    """Whether the guide of the allowance shows this effect."""
    basis = (await town.visitor.get(f"/matters/{ALLOWANCE}"))["guide"]["basis"]
    return any((one["reference"], one["effect"]) == (reference, effect) for one in basis)


async def unknown_basis(town: Town) -> dict[str, list[str]]:
    """What the district's matters and fees rest on that the library does not know."""
    unknown: dict[str, list[str]] = {}
    async for matter in town.visitor.everything("/matters"):
        shown = (await town.visitor.get(f"/matters/{matter['code']}"))["guide"]
        cited = [one["reference"] for one in shown["basis"] if one["effect"] == "unknown"]
        cited += [one["basis"] for one in shown["fees"] if one["effect"] == "unknown"]
        unknown |= {matter["code"]: cited} if cited else {}
    return unknown


async def test_everything_the_districts_matters_rest_on_is_in_the_library(town: Town) -> None:
    unknown = await unknown_basis(town)
    async with asyncio.timeout(SOON):
        while unknown and unknown.keys() <= {
            BARBER_SHOP,
            ALLOWANCE,
        }:  # put on other documents beside us
            unknown = await unknown_basis(town)
    assert unknown == {}
