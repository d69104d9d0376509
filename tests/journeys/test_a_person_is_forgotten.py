"""Somebody asks what is held of them, and then to be forgotten: by command, everywhere."""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import orjson
import pytest
from chaos import looking
from journeys.conftest import Look
from journeys.people import Citizen, Json, Refused
from journeys.town import FORM, Town

from yangguang_local.house import YANGGUANG, Addresses
from yangguang_local.nats import nats_url
from yangguang_local.postgres import EmbeddedPostgres
from yangguang_local.secrets import Secrets

PHONE = "13912345678"
UNHEARD_OF = "太空旅游"  # no other journey publishes this: nothing new may come while we count
LATE = ("case_issued", "review_invitation")  # sent some time after what caused them
WITH_PERSONS = [one for one in YANGGUANG.everyone if one.name != "budget"]  # knows nobody
Command = Callable[..., Awaitable[tuple[int, str]]]


@pytest.fixture
def command(house_home: Path) -> Command:
    """A command of a member of the house: its exit code and what it says."""
    ports = orjson.loads((house_home / "ports.json").read_bytes())
    password = Secrets(house_home / "secrets").password("nats")
    addresses = Addresses(
        house_home, EmbeddedPostgres(house_home).databases, nats_url(0, password, ports["nats"]),
        {**ports, YANGGUANG.gateway.name: 0},
    )  # fmt: skip

    async def carry_out(name: str, *words: str) -> tuple[int, str]:
        member = YANGGUANG.member(name)
        environment = addresses.environment(member, "migrate")
        return await looking.command(member.module, words, environment)

    return carry_out


async def newcomer(http: httpx2.AsyncClient, code: str) -> Citizen:
    tokens = (await http.post("/auth/wechat", json={"code": code})).json()
    return Citizen(http, tokens["access_token"])


async def exported(command: Command, name: str, account: str) -> dict[str, list[dict[str, Any]]]:
    code, said = await command(name, "person", "export", account)
    assert code == 0, said
    held: dict[str, list[dict[str, Any]]] = json.loads(said[said.index("{\n") :])["held"]
    return held


async def test_all_that_is_held_is_handed_out_and_what_no_law_keeps_is_gone(
    house_url: str, command: Command, sent_messages: Look
) -> None:
    wechat = f"wx-{uuid4().hex}"
    async with httpx2.AsyncClient(base_url=f"{house_url}/api/v1", timeout=30) as http:
        person, town = await newcomer(http, wechat), Town(http)
        account = (await person.get("/me"))["account_id"]
        case = await _reviewed_case(town, person)
        await person.post("/subscriptions", json={"kind": "theme", "value": UNHEARD_OF})
        for template in LATE:
            await sent_messages(case["case_no"], template)

        held = {one.name: await exported(command, one.name, account) for one in WITH_PERSONS}
        assert {row["case_no"] for row in held["approvals"]["kase"]} == {case["case_no"]}
        assert FORM["operator_phone"] in str(held["approvals"]["case_form"])
        assert PHONE in str(held["feedback"]["review"])
        assert [one["value"] for one in held["policies"]["subscription"]] == [UNHEARD_OF]
        assert len(held["gateway"]["contact_channel"]) == 1
        assert held["gateway"]["sent_message"]
        assert not {"password_hash", "wechat_index", "address_index"} & _columns(held["gateway"])
        assert held["approvals"]["node"]

        before = await _erased(command, account, "--check")
        assert {
            one.name: await exported(command, one.name, account) for one in WITH_PERSONS
        } == held
        assert await _erased(command, account) == before
        assert "档案法" in before["approvals"]

        left = {one.name: await exported(command, one.name, account) for one in WITH_PERSONS}
        assert left["approvals"] == held["approvals"]
        assert left["feedback"] == left["policies"] == {}
        (shell,) = left["gateway"].pop("account")
        assert (shell["name_masked"], shell["name_cipher"]) == ("已注销", None)
        assert left["gateway"] == {}
        with pytest.raises(Refused) as refused:
            await person.get("/me")
        assert refused.value.status == 401
        again = await newcomer(http, wechat)
        assert (await again.get("/me"))["account_id"] != account


def _columns(held: dict[str, list[dict[str, Any]]]) -> set[str]:
    return {name for rows in held.values() for row in rows for name in row}


async def _reviewed_case(town: Town, person: Citizen) -> Json:
    case = await town.accepted_case(person)
    await town.everybody_approves(case)
    await town.issued(case)
    await person.review(await person.invited(case), 4, text=f"很好，有事打我电话 {PHONE}")
    return case


async def _erased(command: Command, account: str, *words: str) -> dict[str, str]:
    said = {
        one.name: await command(one.name, "person", "erase", account, *words)
        for one in WITH_PERSONS
    }
    assert {code for code, _ in said.values()} == {0}, said
    return {name: text for name, (_, text) in said.items()}
