"""The directory file loaded again: who moved, left, came back, or is bound to an outside issuer."""

from typing import Any

from gateway_asking import a_connection, as_, log_in, slug_of, told
from gateway_building import a_gateway
from pydantic import SecretStr

from gateway.domain.accounts import account_id_of
from gateway.domain.directory_file import directory_of
from gateway.settings import GatewaySettings
from gateway.use_cases.load import load_directory
from gateway.worker import load
from shared.database import open_pool, unit_of_work
from shared.edge import clock
from shared.yaml_files import yaml_in

OFFICIAL = "approver-wjj"


async def loaded_with(settings: GatewaySettings, login: str, **changed: Any) -> None:
    """The directory file, in which one account reads so."""
    document = yaml_in(settings.directory_file)
    (entry,) = (one for one in document["accounts"] if one["login"] == login)
    entry.update(changed)
    pool = await open_pool(settings.dsn, size=1, application="test")
    try:
        async with unit_of_work(pool, clock(), actor="test") as work:
            await load_directory(work, directory_of(document), settings.personal_data())
    finally:
        await pool.close()


async def test_who_left_is_shut_out_at_once_and_let_in_again_when_back(
    settings: GatewaySettings,
) -> None:
    async with a_gateway(settings) as gateway:
        tokens = await log_in(gateway, OFFICIAL)
        await loaded_with(settings, OFFICIAL, disabled=True)
        refused = await log_in(gateway, OFFICIAL)
        assert (refused.status_code, slug_of(refused)) == (403, "account-disabled")
        form = {"grant_type": "refresh_token", "refresh_token": tokens.json()["refresh_token"]}
        assert (await gateway.post("/api/v1/auth/token", data=form)).status_code == 401

        await loaded_with(settings, OFFICIAL)  # says nothing of it: so it stays
        assert (await log_in(gateway, OFFICIAL)).status_code == 403
        await loaded_with(settings, OFFICIAL, disabled=False)
        assert (await log_in(gateway, OFFICIAL)).status_code == 200
    changes = await told(settings, "identity.staff.changed.v1")
    assert [one["active"] for one in changes if one["staff_no"] == "HC-WJJ-001"] == [
        True, False, True,
    ]  # fmt: skip


async def test_other_rights_hold_from_now_on_and_old_tokens_end(settings: GatewaySettings) -> None:
    await loaded_with(settings, OFFICIAL, roles=["approver", "editor"], organ="scjg")
    revoked = await told(settings, "identity.account.revoked.v1")
    assert [(one["account_id"], one["reason"]) for one in revoked] == [
        (str(account_id_of(OFFICIAL)), "directory_changed")
    ]
    async with a_gateway(settings) as gateway:
        me = (await gateway.get("/api/v1/me", headers=await as_(gateway, OFFICIAL))).json()
    assert set(me["roles"]) == {"approver", "editor"}
    latest = (await told(settings, "identity.staff.changed.v1"))[-1]
    assert set(latest["roles"]) == {"approver", "editor"}


async def test_loading_the_same_file_again_tells_and_ends_nothing(
    settings: GatewaySettings,
) -> None:
    before = await _journal(settings)
    await load(settings)
    assert await _journal(settings) == before


async def test_without_a_demos_password_nobody_has_one(settings: GatewaySettings) -> None:
    async with a_connection(settings) as connection:
        await connection.execute("UPDATE account SET password_hash = NULL")
    await load(settings.model_copy(update={"demo_password": SecretStr("")}))
    async with a_gateway(settings) as gateway:
        for tried in ("demo", ""):
            assert (await log_in(gateway, "admin", tried)).status_code in {401, 422}


async def test_a_subject_of_the_file_takes_over_from_the_newcomer_it_made(
    settings: GatewaySettings,
) -> None:
    async with a_connection(settings) as connection:
        await connection.execute("UPDATE account SET outside_subject = 's1' WHERE login = 'li'")
    await loaded_with(settings, OFFICIAL, subject="s1")
    assert await _bound(settings, "s1") == [OFFICIAL]
    revoked = await told(settings, "identity.account.revoked.v1")
    assert {one["account_id"] for one in revoked} == {
        str(account_id_of("li")), str(account_id_of(OFFICIAL)),
    }  # fmt: skip
    await loaded_with(settings, OFFICIAL)  # says nothing of it: so it stays
    assert await _bound(settings, "s1") == [OFFICIAL]
    await loaded_with(settings, OFFICIAL, subject="")
    assert await _bound(settings, "s1") == []


async def test_a_changed_number_is_the_one_that_is_called(settings: GatewaySettings) -> None:
    await loaded_with(settings, "zhang", phone="13800000009")
    async with a_gateway(settings) as gateway:
        me = (await gateway.get("/api/v1/me", headers=await as_(gateway, "zhang"))).json()
    assert [one["address_masked"] for one in me["contacts"]] == ["138****0009"]


async def _journal(settings: GatewaySettings) -> int:
    async with a_connection(settings) as connection:
        return int(await connection.fetchval("SELECT count(*) FROM journal"))


async def _bound(settings: GatewaySettings, subject: str) -> list[str]:
    async with a_connection(settings) as connection:
        rows = await connection.fetch(
            "SELECT login FROM account WHERE outside_subject = $1", subject
        )
    return [row["login"] for row in rows]
