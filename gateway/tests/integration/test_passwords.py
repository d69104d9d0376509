"""The password of one account, set by whoever runs the house."""

import pytest
from gateway_asking import log_in, slug_of, told
from gateway_building import a_gateway

from gateway.domain.accounts import AccountUnknown, account_id_of
from gateway.domain.passwords import PasswordTooLong, PasswordTooShort
from gateway.settings import GatewaySettings
from gateway.use_cases.passwords import set_password
from shared.database import open_pool, unit_of_work
from shared.edge import clock

LONG = "correct horse battery staple"


async def given(settings: GatewaySettings, login: str, password: str) -> None:
    pool = await open_pool(settings.dsn, size=1, application="test")
    try:
        async with unit_of_work(pool, clock(), actor="test") as work:
            await set_password(work, login, password)
    finally:
        await pool.close()


async def test_the_new_password_holds_and_old_sessions_end(settings: GatewaySettings) -> None:
    async with a_gateway(settings) as gateway:
        before = (await log_in(gateway, "admin")).json()
        await given(settings, "admin", LONG)
        old = await log_in(gateway, "admin")
        assert (old.status_code, slug_of(old)) == (401, "credentials-wrong")
        assert (await log_in(gateway, "admin", LONG)).status_code == 200
        form = {"grant_type": "refresh_token", "refresh_token": before["refresh_token"]}
        assert (await gateway.post("/api/v1/auth/token", data=form)).status_code == 401
    (revoked,) = await told(settings, "identity.account.revoked.v1")
    assert (revoked["account_id"], revoked["reason"]) == (
        str(account_id_of("admin")), "password_changed",
    )  # fmt: skip


async def test_what_is_short_or_long_or_nobodys_is_refused(settings: GatewaySettings) -> None:
    with pytest.raises(PasswordTooShort, match="12"):
        await given(settings, "admin", "demo")
    with pytest.raises(PasswordTooLong, match="200"):
        await given(settings, "admin", "x" * 201)
    with pytest.raises(AccountUnknown):
        await given(settings, "nobody", LONG)
