"""OWASP API Security Top 10 (2023), tried through the gateway; docs/security.md names the rest."""

import base64
from uuid import uuid4

import httpx2
import orjson
import pytest
from journeys.people import Json, Person, Refused
from journeys.town import FORM, Town


def _part(said: Json) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(said)).decode().rstrip("=")


async def test_api1_other_peoples_objects_are_not_there(town: Town) -> None:
    zhang, li = await town.citizen(), await town.citizen("li")
    case = await town.submitted_case(zhang)
    path = f"/cases/{case['case_id']}"

    for method, tail in (("GET", ""), ("POST", "/withdraw"), ("GET", "/receipt"),
                         ("GET", "/materials/M01/file")):  # fmt: skip
        with pytest.raises(Refused) as refused:
            await li.ask(method, f"{path}{tail}")
        assert refused.value.status == 404, tail
    assert (await zhang.case(case))["state"] == "submitted"


async def test_api1_another_departments_task_is_not_there(town: Town) -> None:
    zhang = await town.citizen()
    case = await town.accepted_case(zhang)
    market, tax = await town.approver("market"), await town.approver("tax")
    task = await market.task(case)

    for what in ("claim", "decide"):
        with pytest.raises(Refused) as refused:
            await tax.post(f"/tasks/{task['node_id']}/{what}", json={"outcome": "approve"})
        assert refused.value.status == 404


@pytest.mark.parametrize(
    "header",
    [{"alg": "none", "typ": "at+jwt"}, {"alg": "HS256", "typ": "at+jwt"}],
    ids=["unsigned", "another algorithm"],
)
async def test_api2_a_token_made_at_home_opens_nothing(town: Town, header: Json) -> None:
    zhang = await town.citizen()
    claims = zhang.headers["Authorization"].split(".")[1]
    made = f"{_part(header)}.{claims}.{_part({'x': 1}) if header['alg'] != 'none' else ''}"

    with pytest.raises(Refused) as refused:
        await Person(town.http, made).get("/me")
    assert (refused.value.status, refused.value.reason) == (401, "token-refused")


async def test_api2_a_token_with_other_claims_is_refused(town: Town) -> None:
    zhang = await town.citizen()
    head, claims, signature = zhang.headers["Authorization"].removeprefix("Bearer ").split(".")
    said = orjson.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
    forged = f"{head}.{_part(said | {'roles': ['admin']})}.{signature}"

    with pytest.raises(Refused, match="401"):
        await Person(town.http, forged).get("/me")


@pytest.mark.parametrize(
    "extra", [{"state": "closed"}, {"result": "approved"}, {"applicant_id": str(uuid4())}]
)
async def test_api3_members_nobody_may_set_are_refused_by_name(town: Town, extra: Json) -> None:
    zhang = await town.citizen()
    wanted = {"matter_code": "HC-YJS-0001", "answers": {"applied_by": "self"}, "form": FORM}

    with pytest.raises(Refused) as refused:
        await zhang.post("/cases", json=wanted | extra)
    assert refused.value.status == 422
    assert refused.value.pointers() == {f"#/{next(iter(extra))}"}


async def test_api4_too_much_at_once_is_refused(town: Town) -> None:
    zhang = await town.citizen()
    large = b"x" * (22 << 20)

    with pytest.raises(Refused) as too_many:
        await town.visitor.get("/matters", limit=100_000)
    case = await zhang.begin(FORM)
    with pytest.raises(Refused) as too_large:
        await zhang.hand_in(case, "M01", large)
    assert (too_many.value.status, too_large.value.status) == (422, 413)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/desk/cases"), ("GET", "/tasks"), ("GET", "/supervision/statistics"),
        ("POST", "/policies"), ("POST", "/budget/funds"),
        ("GET", "/bad-reviews"), ("GET", "/letters/queue"), ("POST", "/kiosks/devices"),
    ],
)  # fmt: skip
async def test_api5_what_staff_do_is_closed_to_citizens(town: Town, method: str, path: str) -> None:
    zhang = await town.citizen()

    with pytest.raises(Refused) as refused:
        await zhang.ask(method, path, **({"json": {}} if method == "POST" else {}))
    assert refused.value.status == 403


async def test_api8_a_refusal_tells_nothing_of_the_inside(town: Town) -> None:
    for path in ("/matters/%27%3B--", "/cases/not-an-id", "/documents/..%2e/x", "/track/x?code=y"):
        answer = await town.http.get(path)
        told = answer.text.lower()
        assert answer.status_code in {401, 404, 422}, path
        assert answer.headers["content-type"] == "application/problem+json"
        assert not any(word in told for word in ("traceback", "select ", "asyncpg", "127.0.0.1"))


@pytest.mark.parametrize("path", ["/links/fund/x", "/metrics", "/openapi.json", "/health/ready"])
async def test_api9_what_is_internal_to_a_service_is_not_routed(town: Town, path: str) -> None:
    answer = await town.http.get(path)  # below /api/v1

    assert answer.status_code == 404
    outside = str(town.http.base_url).removesuffix("/").removesuffix("/api/v1")
    async with httpx2.AsyncClient(base_url=outside) as http:
        assert (await http.get("/links/fund/x")).status_code == 404
