from datetime import date

import httpx2
import pytest
from gateway_asking import a_connection, as_, slug_of, told

from gateway.domain.accounts import account_id_of
from gateway.domain.organs import organ_id_of
from gateway.settings import GatewaySettings
from gateway.storage.tables import metadata
from gateway.worker import load
from shared.migrations import differences

Gateway = httpx2.AsyncClient


async def test_the_migrations_make_the_tables_that_are_declared(settings: GatewaySettings) -> None:
    assert await differences(settings.dsn, metadata) == []


async def test_loading_twice_tells_everything_once(settings: GatewaySettings) -> None:
    await load(settings)
    organs = await told(settings, "identity.organ.changed.v1")
    staff = await told(settings, "identity.staff.changed.v1")
    years = await told(settings, "identity.calendar.imported.v1")

    assert {organ["code"] for organ in organs} == {
        "scjg", "wjj", "cgj", "swj", "gaj", "sthj", "zjj", "xzsp", "jyj", "rsj", "zrzyj", "xfdd",
        "rfb", "ybj", "mzj", "jtj", "yjj", "nyj", "slj", "gjj", "cl", "wlj", "ycj", "fgj", "czj",
        "sfj", "lyj", "jd", "dcs",
    }  # fmt: skip
    assert len(organs) == 29
    assert all(organ["office_phone"] for organ in organs)
    assert {organ["code"]: organ["office_hours"] for organ in organs if organ["office_hours"]} == {
        "swj": "08:30-12:00,14:00-17:30"
    }
    assert len(staff) == 40
    assert sorted((year["year"], len(year["days"])) for year in years) == [
        (2024, 366), (2025, 365), (2026, 365), (2027, 365),
    ]  # fmt: skip


async def test_an_officials_event_names_account_organ_number_and_phone(
    settings: GatewaySettings,
) -> None:
    staff = await told(settings, "identity.staff.changed.v1")
    officer = next(one for one in staff if one["staff_no"] == "HC-WJJ-001")
    assert officer["account_id"] == str(account_id_of("approver-wjj"))
    assert officer["organ_id"] == str(organ_id_of("wjj"))
    assert officer["name"] == "刘慧敏"
    assert officer["office_phone"] == "0745-2231016"
    assert officer["roles"] == ["approver"]


async def test_citizens_names_and_numbers_are_in_no_event_and_nowhere_readable(
    settings: GatewaySettings,
) -> None:
    async with a_connection(settings) as connection:
        events = str(await connection.fetch("SELECT data FROM journal"))
        rows = str(await connection.fetch("SELECT * FROM account"))
        channels = str(await connection.fetch("SELECT * FROM contact_channel"))
    for secret in ("张三", "李四", "13800000001"):
        assert secret not in events + rows + channels


@pytest.mark.parametrize("word", ["城管执法局", "城市管理和综合执法局", "综合执法"])
async def test_an_organ_is_found_by_what_people_call_it(gateway: Gateway, word: str) -> None:
    answer = await gateway.get("/api/v1/organs", params={"q": word})
    assert [organ["code"] for organ in answer.json()["items"]] == ["cgj"]


async def test_organs_come_in_pages(gateway: Gateway) -> None:
    codes, cursor = [], None
    while True:
        asked = {"limit": "3", "count": "true"} | ({"cursor": cursor} if cursor else {})
        page = (await gateway.get("/api/v1/organs", params=asked)).json()
        codes += [organ["code"] for organ in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert codes == sorted(codes)
    assert len(codes) == page["total"] == 29


async def test_the_directory_may_be_kept_by_anybody_for_a_while(gateway: Gateway) -> None:
    first = await gateway.get("/api/v1/organs/scjg")
    assert first.headers["cache-control"].startswith("public")
    again = await gateway.get(
        "/api/v1/organs/scjg", headers={"If-None-Match": first.headers["etag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("path", "status", "slug"),
    [
        ("/api/v1/organs/unheard-of", 404, "organ-unknown"),
        ("/api/v1/organs?colour=red", 422, "unknown-parameter"),
        ("/api/v1/organs?limit=0", 422, "invalid"),
        ("/api/v1/organs?cursor=x", 400, "cursor-invalid"),
        ("/api/v1/calendar?year=2010", 404, "year-unknown"),
        ("/api/v1/calendar", 422, "invalid"),
        ("/api/v1/organs/scjg/x", 404, "not-found"),
        ("/api/v1/kiosks", 404, "not-found"),
        ("/docs/nothing.js", 404, "not-found"),
    ],
)
async def test_what_is_wrong_is_named(gateway: Gateway, path: str, status: int, slug: str) -> None:
    answer = await gateway.get(path)
    assert (answer.status_code, slug_of(answer)) == (status, slug)


async def test_a_wrong_method_and_malformed_json_are_named(gateway: Gateway) -> None:
    answer = await gateway.delete("/api/v1/organs")
    assert (answer.status_code, slug_of(answer)) == (405, "not-allowed")
    broken = await gateway.post(
        "/api/v1/auth/wechat", content=b"{", headers={"Content-Type": "application/json"}
    )
    assert (broken.status_code, slug_of(broken)) == (400, "malformed")


async def test_the_calendar_knows_holidays_and_make_up_days(gateway: Gateway) -> None:
    year = (await gateway.get("/api/v1/calendar?year=2026")).json()
    days = {day["day"]: day for day in year["days"]}
    assert year["working_days"] == 248
    assert days["2026-10-01"] == {"day": "2026-10-01", "is_working": False, "name": "国庆节"}
    assert days["2026-10-10"]["is_working"]
    assert (await gateway.get("/api/v1/calendar?year=2027")).json()["provisional"]


async def test_a_notice_turns_a_provisional_year_into_a_published_one(
    gateway: Gateway, settings: GatewaySettings
) -> None:
    notice = {
        "year": 2027,
        "source": "国务院办公厅关于2027年部分节假日安排的通知",
        "days": [{"day": "2027-01-01", "is_working": False, "name": "元旦"}],
    }
    admin = await as_(gateway, "admin")
    for _ in range(2):
        answer = await gateway.post("/api/v1/calendar/import", json=notice, headers=admin)
        assert answer.status_code == 200, answer.text
        assert answer.json()["working_days"] == 260

    years = await told(settings, "identity.calendar.imported.v1")
    latest = [year for year in years if year["year"] == 2027]
    assert len(latest) == 2
    first = latest[-1]["days"][0]
    assert first == {
        "day": date(2027, 1, 1).isoformat(),
        "is_working": False,
        "name": "元旦",
        "provisional": False,
    }
    await load(settings)
    assert not (await gateway.get("/api/v1/calendar?year=2027")).json()["provisional"]


@pytest.mark.parametrize("login", ["zhang", "approver-scjg", "supervisor", "kiosk1"])
async def test_only_the_administrator_imports_notices(gateway: Gateway, login: str) -> None:
    notice = {"year": 2027, "source": "x", "days": []}
    headers = await as_(gateway, login) | {"Idempotency-Key": "k"}
    answer = await gateway.post("/api/v1/calendar/import", json=notice, headers=headers)
    assert (answer.status_code, slug_of(answer)) == (403, "role-missing")


async def test_a_notice_with_a_day_of_another_year_is_refused(gateway: Gateway) -> None:
    notice = {
        "year": 2027,
        "source": "x",
        "days": [{"day": "2028-01-01", "is_working": False}],
    }
    answer = await gateway.post(
        "/api/v1/calendar/import", json=notice, headers=await as_(gateway, "admin")
    )
    assert (answer.status_code, slug_of(answer)) == (422, "notice-unusable")
    assert answer.json()["errors"][0]["pointer"] == "#/days/0/day"
