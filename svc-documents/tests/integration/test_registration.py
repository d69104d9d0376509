"""Two registrars number at once: no gap, no number twice, whatever fails in between."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import httpx2
import pytest
from documents_building import REGION, Documents, a_document, id_of, staff
from draft_building import a_draft
from life_building import REGISTRAR, Life, an_organ

from svc_documents.domain.documents.states import State
from svc_documents.domain.jurisdictions.jurisdictions import StepKind
from svc_documents.storage.documents import drafts, numbers, steps

REGISTRARS = (REGISTRAR, staff("registrar", "sfj"))
BUSY = 503


@pytest.fixture
async def life(documents: Documents) -> Life:
    """The service, with two organs that may issue."""
    made = Life(documents)
    await made.settle(an_organ("zjj"), an_organ("xzsp", "service_hall"))
    return made


async def reviewed(
    life: Life, number: int, organ: str = "zjj", lacking: StepKind | None = None
) -> list[UUID]:
    """Many reviewed documents, written at once."""
    made = [a_draft(State.REVIEWED) for _ in range(number)]
    async with life.documents.bench.unit_of_work(life.documents.now) as work:
        for draft in made:
            draft.document.organ_id, draft.document.region_code = id_of("organ", organ), REGION
            draft.drafted_at = work.now
            await drafts.add(work, draft)
            held = [one for one in draft.steps if one.kind is not lacking]
            for n, step in enumerate(held, 1):
                kept = replace(step, recorded_at=work.now)
                await steps.add(work, draft.document.document_id, n, kept)
    return [draft.document.document_id for draft in made]


async def until_answered(client: httpx2.AsyncClient, path: str, body: object) -> httpx2.Response:
    """As a client would: again when the service says it is busy."""
    while True:
        answer = await client.post(path, json=body) if body is not None else await client.post(path)
        if answer.status_code != BUSY:
            return answer


async def all_at_once(
    life: Life, ids: Sequence[UUID], stage: str, body: object = None
) -> list[httpx2.Response]:
    """Two registrars, every document in a request of its own, all under way together."""
    clients = [life.documents.as_(one) for one in REGISTRARS]
    return await asyncio.gather(*(
        until_answered(clients[n % 2], f"/documents/{one}/{stage}", body)
        for n, one in enumerate(ids)
    ))  # fmt: skip


async def test_two_hundred_at_once_leave_no_gap_and_give_no_number_twice(life: Life) -> None:
    whole = await reviewed(life, 200)
    halves = await reviewed(life, 20, lacking=StepKind.COLLECTIVE_DISCUSSION)
    mixed = [one for pair in zip(whole[:20], halves, strict=True) for one in pair] + whole[20:]

    answers = await all_at_once(life, mixed, "register")

    refused = [one for one in answers if one.status_code == 409]
    given = [one.json()["registration_no"] for one in answers if one.status_code == 200]
    assert [one.json()["missing"] for one in refused] == [["collective_discussion"]] * 20
    assert sorted(given) == [f"HCDR-2026-02{n:03}" for n in range(1, 201)]


async def test_one_document_registered_by_eight_at_once_has_one_number(life: Life) -> None:
    (one,) = await reviewed(life, 1)

    answers = await all_at_once(life, [one] * 8, "register")

    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 7
    assert await life.documents.pool.fetchval("SELECT last FROM number_counter") == 1


async def a_number_given_up(life: Life) -> None:
    async with life.documents.bench.unit_of_work() as work:
        assert await numbers.next_in(work, "registration:HCDR:02", 2026) == 1
        raise RuntimeError


async def test_a_command_that_is_rolled_back_gives_its_number_back(life: Life) -> None:
    (one,) = await reviewed(life, 1)
    with pytest.raises(RuntimeError):
        await a_number_given_up(life)

    (answer,) = await all_at_once(life, [one], "register")

    assert answer.json()["registration_no"] == "HCDR-2026-02001"


async def test_each_class_of_organs_counts_by_itself(life: Life) -> None:
    both = await reviewed(life, 2) + await reviewed(life, 2, organ="xzsp")

    answers = await all_at_once(life, both, "register")

    assert sorted(one.json()["registration_no"] for one in answers) == [
        "HCDR-2026-02001", "HCDR-2026-02002", "HCDR-2026-03001", "HCDR-2026-03002",
    ]  # fmt: skip


async def test_what_came_in_with_its_number_is_counted_over(life: Life) -> None:
    for n in (1, 2, 4):
        await life.documents.enter(a_document(registration_no=f"HCDR-2026-0200{n}"))

    answers = await all_at_once(life, await reviewed(life, 2), "register")

    given = sorted(one.json()["registration_no"] for one in answers)
    assert given == ["HCDR-2026-02003", "HCDR-2026-02005"]


async def test_a_withdrawn_documents_numbers_stay_used(life: Life) -> None:
    first = await life.at("number")
    await life.go(first, "withdraw", reason="上位法已经修改")
    second = await life.at("number")

    draft = (await life.ask("GET", f"/drafts/{second}")).json()

    assert draft["registration_no"] == "HCDR-2026-02002"
    assert draft["document_no"] == "鹤建规〔2026〕2号"


async def test_forty_numbers_at_once_without_a_gap(life: Life) -> None:
    ids = await reviewed(life, 40)
    await all_at_once(life, ids, "register")

    answers = await all_at_once(life, ids, "number", {"code": "鹤建发"})

    assert sorted(int(one.json()["document_no"][9:-1]) for one in answers) == list(range(1, 41))


@pytest.mark.parametrize(
    "written",
    ["鹤建规[2026]7号", "鹤建规(2026)第7号", "文号：鹤建规 【2026】 007 号", "鹤建规〔2026〕7"],
)
async def test_a_number_given_in_any_writing_has_its_right_form(life: Life, written: str) -> None:
    first, second = await life.at("register"), await life.at("register")

    given = await life.go(first, "number", number=written)
    following = await life.go(second, "number")

    assert given.json()["document_no"] == "鹤建规〔2026〕7号"
    assert given.json()["warnings"] == []
    assert following.json()["document_no"] == "鹤建规〔2026〕8号"


async def test_a_number_is_given_once(life: Life) -> None:
    first, second = await life.at("register"), await life.at("register")
    await life.go(first, "number", number="鹤建规〔2026〕7号")
    await life.go(first, "withdraw", reason="不再需要")

    answer = await life.go(second, "number", number="鹤建规（2026）7号")

    assert (answer.status_code, answer.json()["document_no"]) == (409, "鹤建规〔2026〕7号")


async def test_a_number_of_another_year_is_kept_and_said(life: Life) -> None:
    document_id = await life.at("register")

    answer = await life.go(document_id, "number", number="鹤建规〔2025〕99号")

    assert answer.status_code == 200
    assert [one["code"] for one in answer.json()["warnings"]] == ["year_differs"]


@pytest.mark.parametrize(
    ("body", "pointer"), [({"number": "第七号"}, "#/number"), ({"code": "湘政发"}, "#/code")]
)
async def test_what_is_no_number_of_the_organ_is_refused(
    life: Life, body: dict[str, Any], pointer: str
) -> None:
    document_id = await life.at("register")

    answer = await life.go(document_id, "number", **body)

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, pointer)
