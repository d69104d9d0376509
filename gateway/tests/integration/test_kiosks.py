"""Kiosks: registered, heard, set up; and persons' sessions on them."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx2
from gateway_asking import a_connection, as_, bearing, log_in, slug_of, told

from gateway.settings import GatewaySettings
from gateway.use_cases.kiosks.sessions import end_idle_sessions
from shared.database import open_pool, unit_of_work

Gateway = httpx2.AsyncClient
KIOSKS = "/api/v1/kiosks"


def once(headers: dict[str, str]) -> dict[str, str]:
    """The same caller, with a key of its own as every kiosk's request needs."""
    return headers | {"Idempotency-Key": str(uuid4())}


async def registered(gateway: Gateway, code: str = "HC-K-0007") -> dict[str, Any]:
    admin = await as_(gateway, "admin")
    body = {"code": code, "place": "河西街道便民服务中心一楼"}
    answer = await gateway.post(f"{KIOSKS}/devices", json=body, headers=admin)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def test_a_kiosk_is_registered_logs_in_tells_of_itself_and_is_set_up(
    gateway: Gateway, settings: GatewaySettings
) -> None:
    admin = await as_(gateway, "admin")
    given = await registered(gateway)
    again = await gateway.post(
        f"{KIOSKS}/devices", json={"code": "HC-K-0007", "place": "别处大厅"}, headers=admin
    )
    assert (again.status_code, slug_of(again)) == (409, "kiosk-code-taken")

    kiosk = bearing(await gateway.post(f"{KIOSKS}/token", json=given))
    beat = {"version": "1.4.0", "paper": 9, "printer": "ok", "settings_version": 0}
    heard = await gateway.post(f"{KIOSKS}/heartbeat", json=beat, headers=once(kiosk))
    assert heard.json()["settings"] == {
        "version": 0,
        "settings": dict.fromkeys(heard.json()["settings"]["settings"]),
    }

    settings_of = {
        "settings": {"volume": 20, "big_text": True},
        "devices/HC-K-0007/settings": {"volume": 70},
    }
    for path, said in settings_of.items():
        no_match = await gateway.put(f"{KIOSKS}/{path}", json=said, headers=admin)
        assert no_match.status_code == 428
        put = await gateway.put(f"{KIOSKS}/{path}", json=said, headers=admin | {"If-Match": '"0"'})
        assert (put.status_code, put.headers["etag"]) == (200, '"1"')
        stale = await gateway.put(
            f"{KIOSKS}/{path}", json=said, headers=admin | {"If-Match": '"0"'}
        )
        assert stale.status_code == 412
    set_up = (await gateway.get(f"{KIOSKS}/setup", headers=kiosk)).json()
    assert set_up["version"] == 2
    assert (set_up["settings"]["volume"], set_up["settings"]["big_text"]) == (70, True)

    until = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    notice = {"text": "今日 17:00 起停机维护", "shown_until": until}
    put = await gateway.post(f"{KIOSKS}/notices", json=notice, headers=admin)
    heard = await gateway.post(f"{KIOSKS}/heartbeat", json=beat, headers=once(kiosk))
    assert [each["text"] for each in heard.json()["notices"]] == ["今日 17:00 起停机维护"]
    await gateway.delete(f"{KIOSKS}/notices/{put.json()['id']}", headers=admin)
    assert (await gateway.get(f"{KIOSKS}/notices", headers=admin)).json()["items"] == []

    listed = (await gateway.get(f"{KIOSKS}/devices?count=true", headers=admin)).json()
    found = {each["code"]: each["troubles"] for each in listed["items"]}
    assert found == {"HC-K-0007": ["paper_low", "settings_old"], "kiosk1": ["away"]}
    (event,) = await told(settings, "identity.kiosk.registered.v1")
    assert event["place"] == "河西街道便民服务中心一楼"


async def test_a_kiosk_taken_out_of_use_is_out_at_once_and_tokens_are_refused_alike(
    gateway: Gateway, settings: GatewaySettings
) -> None:
    admin, given = await as_(gateway, "admin"), await registered(gateway)
    renewed = await gateway.post(f"{KIOSKS}/devices/HC-K-0007/token", headers=admin)
    tries = [
        given,
        given | {"code": "HC-K-9999"},
        given | {"device_token": "x" * 43},
    ]
    refusals = [await gateway.post(f"{KIOSKS}/token", json=body) for body in tries]
    assert {(each.status_code, slug_of(each)) for each in refusals} == {
        (401, "kiosk-token-refused")
    }
    assert (await gateway.post(f"{KIOSKS}/token", json=renewed.json())).status_code == 200

    await gateway.post(f"{KIOSKS}/devices/HC-K-0007/disable", headers=admin)
    refused = await gateway.post(f"{KIOSKS}/token", json=renewed.json())
    assert refused.status_code == 401
    assert (await told(settings, "identity.account.revoked.v1"))[0]["reason"] == "kiosk_disabled"


async def test_only_administrators_manage_and_only_kiosks_speak_for_kiosks(
    gateway: Gateway,
) -> None:
    zhang, kiosk = await as_(gateway, "zhang"), await as_(gateway, "kiosk1")
    beat = {"version": "1", "paper": 5}
    assert (await gateway.get(f"{KIOSKS}/devices", headers=zhang)).status_code == 403
    assert (await gateway.get(f"{KIOSKS}/devices", headers=kiosk)).status_code == 403
    assert (await gateway.post(f"{KIOSKS}/heartbeat", json=beat, headers=zhang)).status_code == 403
    keyless = await gateway.post(f"{KIOSKS}/heartbeat", json=beat, headers=kiosk)
    assert (keyless.status_code, slug_of(keyless)) == (400, "idempotency-key-missing")


async def test_a_person_scans_confirms_is_known_on_the_kiosk_and_forgotten_when_it_ends(
    gateway: Gateway, settings: GatewaySettings
) -> None:
    kiosk, zhang = await as_(gateway, "kiosk1"), await as_(gateway, "zhang")
    opened = (await gateway.post(f"{KIOSKS}/sessions", headers=once(kiosk))).json()
    session, code = f"{KIOSKS}/sessions/{opened['session_id']}", {"code": opened["code"]}
    early = await gateway.post(f"{session}/token", headers=once(kiosk))
    assert (early.status_code, slug_of(early)) == (404, "kiosk-session-over")

    scanned = await gateway.post(f"{KIOSKS}/sessions/scan", json=code, headers=zhang)
    assert scanned.json()["place"] == "怀化市鹤城区智慧政务服务中心三楼大厅"
    waiting = asyncio.create_task(gateway.get(f"{session}?after=1&wait=10", headers=kiosk))
    confirmed = await gateway.post(f"{KIOSKS}/sessions/confirm", json=code, headers=zhang)
    assert confirmed.json()["state"] == "confirmed"
    assert (await waiting).json()["state"] == "confirmed"
    for caller in (zhang, await as_(gateway, "li")):
        used = await gateway.post(f"{KIOSKS}/sessions/confirm", json=code, headers=caller)
        assert (used.status_code, slug_of(used)) == (404, "kiosk-code-refused")

    taken = await gateway.post(f"{session}/token", headers=once(kiosk))
    assert (taken.headers["cache-control"], taken.json()["expires_in"]) == ("no-store", 60)
    me = await gateway.get("/api/v1/me", headers=bearing(taken))
    assert me.json()["name"] == "张三"

    assert (await gateway.post(f"{session}/end", headers=once(kiosk))).status_code == 204
    assert (await gateway.post(f"{session}/token", headers=once(kiosk))).status_code == 404
    async with a_connection(settings) as connection:
        row = await connection.fetchrow("SELECT state, account_id FROM kiosk_session")
    assert row is not None
    assert dict(row) == {"state": "ended", "account_id": None}
    (revoked,) = await told(settings, "identity.account.revoked.v1")
    assert revoked["session_id"] == opened["session_id"]


async def test_another_kiosk_cannot_take_a_persons_token_and_staff_do_not_log_in_this_way(
    gateway: Gateway,
) -> None:
    other = bearing(await gateway.post(f"{KIOSKS}/token", json=await registered(gateway)))
    kiosk, window = await as_(gateway, "kiosk1"), await as_(gateway, "window1")
    opened = (await gateway.post(f"{KIOSKS}/sessions", headers=once(kiosk))).json()
    code = {"code": opened["code"]}
    staff = await gateway.post(f"{KIOSKS}/sessions/confirm", json=code, headers=window)
    assert (staff.status_code, slug_of(staff)) == (403, "only-persons-confirm")
    zhang = await as_(gateway, "zhang")
    await gateway.post(f"{KIOSKS}/sessions/confirm", json=code, headers=zhang)
    stolen = await gateway.post(
        f"{KIOSKS}/sessions/{opened['session_id']}/token", headers=once(other)
    )
    assert (stolen.status_code, slug_of(stolen)) == (404, "kiosk-session-over")
    li = await as_(gateway, "li")
    foreign = await gateway.post(f"{KIOSKS}/sessions/{opened['session_id']}/end", headers=li)
    assert foreign.status_code == 404


async def test_whoever_walks_away_is_logged_out(
    gateway: Gateway, settings: GatewaySettings
) -> None:
    kiosk, zhang = await as_(gateway, "kiosk1"), await as_(gateway, "zhang")
    opened = (await gateway.post(f"{KIOSKS}/sessions", headers=once(kiosk))).json()
    code = {"code": opened["code"]}
    await gateway.post(f"{KIOSKS}/sessions/confirm", json=code, headers=zhang)
    pool = await open_pool(settings.dsn, size=1, application="test")
    try:
        for later, ended in ((59, 0), (61, 1)):
            moment = datetime.now(UTC) + timedelta(seconds=later)
            async with unit_of_work(pool, moment, actor="system:test") as work:
                assert await end_idle_sessions(work) == ended
    finally:
        await pool.close()
    (event,) = await told(settings, "identity.kiosk_session.ended.v1")
    assert event["ended_by"] == "idle"
    assert (await log_in(gateway, "zhang")).status_code == 200


async def test_who_confirmed_on_the_phone_ends_it_there_and_the_kiosk_is_nobodys_at_once(
    gateway: Gateway, settings: GatewaySettings
) -> None:
    kiosk, zhang = await as_(gateway, "kiosk1"), await as_(gateway, "zhang")
    opened = (await gateway.post(f"{KIOSKS}/sessions", headers=once(kiosk))).json()
    code = {"code": opened["code"]}
    scanned = (await gateway.post(f"{KIOSKS}/sessions/scan", json=code, headers=zhang)).json()
    assert scanned["session_id"] == opened["session_id"]
    session = f"{KIOSKS}/sessions/{scanned['session_id']}"
    too_early = await gateway.post(f"{session}/end", headers=zhang)
    assert (too_early.status_code, slug_of(too_early)) == (404, "kiosk-session-over")

    await gateway.post(f"{KIOSKS}/sessions/confirm", json=code, headers=zhang)
    person = bearing(await gateway.post(f"{session}/token", headers=once(kiosk)))
    assert (await gateway.get("/api/v1/me", headers=person)).status_code == 200
    following = asyncio.create_task(gateway.get(f"{session}?after=2&wait=10", headers=kiosk))
    assert (await gateway.post(f"{session}/end", headers=zhang)).status_code == 204
    assert (await following).json()["state"] == "ended"

    assert (await gateway.post(f"{session}/token", headers=once(kiosk))).status_code == 404
    async with asyncio.timeout(10):
        while (await gateway.get("/api/v1/me", headers=person)).status_code != 401:  # noqa: ASYNC110  until revocations are looked at
            await asyncio.sleep(0.05)
    assert (await gateway.get("/api/v1/me", headers=zhang)).status_code == 200
    async with a_connection(settings) as connection:
        assert await connection.fetchval("SELECT account_id FROM kiosk_session") is None
    (event,) = await told(settings, "identity.kiosk_session.ended.v1")
    assert event["ended_by"] == "person"
    again = await gateway.post(f"{session}/end", headers=zhang)
    assert (again.status_code, slug_of(again)) == (404, "kiosk-session-over")
