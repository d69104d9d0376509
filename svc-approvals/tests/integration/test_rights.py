"""Who may not: other people, other departments, other regions, other roles, no token."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import jwt
import pytest
from approvals_building import (
    AUDIENCE,
    CALLERS,
    ISSUER,
    Approvals,
    Journey,
    a_handed_in_case,
    an_accepted_case,
    an_officer,
    token_of,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from shared.identity import InternalIssuer


@pytest.fixture
async def accepted(approvals: Approvals) -> Journey:
    return await an_accepted_case(approvals)


@pytest.fixture
async def handed_in(approvals: Approvals) -> Journey:
    return await a_handed_in_case(approvals)


async def test_another_persons_case_is_not_found(handed_in: Journey) -> None:
    li = handed_in.approvals.as_("li")
    one = handed_in.path
    answers = [
        await li.get(one),
        await li.patch(one, json={"form": {}}, headers={"If-Match": "*"}),
        await li.post(f"{one}/submit"),
        await li.post(f"{one}/withdraw"),
        await li.post(f"{one}/precheck"),
        await li.get(f"{one}/receipt"),
        await li.get(f"{one}/materials/M01/file"),
        await li.put(f"{one}/materials/M01", files={"file": ("a.pdf", b"%PDF-1.4")}),
        await li.post(f"{one}/materials/M07/commitment"),
        await li.get(f"/cases/{uuid4()}"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert {answer.json()["type"].rsplit("/", 1)[1] for answer in answers} == {"case-not-found"}
    assert (await li.get("/cases")).json()["items"] == []


async def test_another_departments_task_is_not_found(accepted: Journey) -> None:
    officer = accepted.approvals.as_("approver-swj")
    task = f"/tasks/{accepted.tasks['health']}"

    answers = [
        await officer.get(task),
        await officer.post(f"{task}/claim"),
        await officer.post(f"{task}/release"),
        await officer.post(f"{task}/decide", json={"outcome": "approve"}),
    ]

    assert {answer.status_code for answer in answers} == {404}
    own = [one["key"] for one in (await officer.get("/tasks")).json()["items"]]
    assert own == ["tax"]


async def test_a_role_the_node_does_not_ask_for_finds_no_task(accepted: Journey) -> None:
    stranger = accepted.approvals.as_(an_officer("clerk-wjj", "wjj", "window"))

    refused = await stranger.post(
        f"/tasks/{accepted.tasks['health']}/decide", json={"outcome": "approve"}
    )

    assert refused.status_code == 404
    assert (await stranger.get("/tasks")).json()["items"] == []


async def test_a_clerk_of_another_region_finds_nothing(handed_in: Journey) -> None:
    clerk = handed_in.approvals.as_("window-elsewhere")
    one = handed_in.desk
    answers = [
        await clerk.get(one),
        await clerk.post(f"{one}/accept", json={}),
        await clerk.post(
            f"{one}/request-supplement", json={"items": [{"pointer": "a", "reason": "b"}]}
        ),
        await clerk.post(f"{one}/refuse", json={"reason": "不属于"}),
        await clerk.post(f"{one}/deliver", json={}),
        await clerk.get(f"{one}/materials/M01/file"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert (await clerk.get("/desk/cases")).json()["items"] == []
    queue = (await handed_in.approvals.as_("window1").get("/desk/cases")).json()["items"]
    assert [case["case_id"] for case in queue] == [handed_in.case_id]


@pytest.mark.parametrize(
    ("login", "method", "path"),
    [
        ("zhang", "GET", "/tasks"),
        ("zhang", "GET", "/desk/cases"),
        ("zhang", "POST", "/desk/cases/{case}/accept"),
        ("zhang", "POST", "/tasks/{task}/decide"),
        ("approver-wjj", "GET", "/desk/cases"),
        ("approver-wjj", "GET", "/cases"),
        ("approver-wjj", "POST", "/desk/cases/{case}/deliver"),
        ("window1", "POST", "/cases/{case}/withdraw"),
        ("supervisor", "POST", "/tasks/{task}/claim"),
        ("zhang", "PUT", "/matters/HC-YJS-0001"),
    ],
)
async def test_the_wrong_role_is_refused_naming_the_right_one(
    accepted: Journey, login: str, method: str, path: str
) -> None:
    path = path.format(case=accepted.case_id, task=accepted.tasks["health"])

    refused = await accepted.approvals.as_(login).request(method, path, json={})

    assert refused.status_code == 403, refused.text
    assert refused.json()["type"].endswith("/role-missing")
    assert refused.json()["needed"]


@pytest.mark.parametrize("path", ["/cases", "/tasks", "/desk/cases"])
async def test_who_has_not_logged_in_is_asked_to(approvals: Approvals, path: str) -> None:
    refused = await approvals.as_("anonymous").get(path)

    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")


def forged() -> dict[str, str]:
    """Tokens that look like the gateway's and are not."""
    zhang, now = CALLERS["zhang"], datetime.now(UTC)
    claims = jwt.decode(token_of(zhang), options={"verify_signature": False})
    other = Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    good = token_of(zhang)
    return {
        "none at all": "",
        "not a token": "Bearer abc",
        "another scheme": "Basic emhhbmc6ZGVtbw==",
        "alg none": f"Bearer {jwt.encode(claims, '', 'none')}",
        "alg HS256": f"Bearer {jwt.encode(claims, 'x' * 32, 'HS256')}",
        "another key": f"Bearer {InternalIssuer(other).mint(zhang, AUDIENCE, now)}",
        "another audience": f"Bearer {ISSUER.mint(zhang, 'svc-feedback', now)}",
        "expired": f"Bearer {ISSUER.mint(zhang, AUDIENCE, now - timedelta(minutes=2))}",
        "tampered": f"Bearer {good[:-4]}AAAA",
    }


@pytest.mark.parametrize("kind", forged())
async def test_only_the_gateways_own_token_opens_the_service(
    approvals: Approvals, kind: str
) -> None:
    client = approvals.client({"Authorization": forged()[kind]} if forged()[kind] else {})

    for path in ("/cases", "/matters", "http://approvals/links/matter/x"):
        refused = await client.get(path)
        assert refused.status_code == 401, (kind, path)
        assert refused.json()["type"].endswith("/internal-token-invalid")


async def test_health_and_the_description_need_no_token(approvals: Approvals) -> None:
    client = approvals.client({})

    for path in ("/health/live", "/health/ready", "/metrics", "/openapi.json"):
        assert (await client.get(f"http://approvals{path}")).status_code == 200, path


async def test_a_wrong_number_and_a_wrong_code_are_refused_in_the_same_words(
    accepted: Journey,
) -> None:
    anybody = accepted.approvals.as_("anonymous")
    number, code = accepted.case_no, accepted.query_code
    asked = [(number, "WRONGONE"), ("431202-20260302-AAAAAAAA", code), (number, ""), ("x", "é")]

    answers = [await anybody.get(f"/track/{no}", params={"code": c}) for no, c in asked]

    bodies = [
        {k: v for k, v in answer.json().items() if k not in {"request_id", "instance"}}
        for answer in answers
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert all(body == bodies[0] for body in bodies)


async def test_the_owner_needs_no_code_and_other_people_do(accepted: Journey) -> None:
    path = f"/track/{accepted.case_no}"

    assert (await accepted.approvals.as_("zhang").get(path)).status_code == 200
    assert (await accepted.approvals.as_("li").get(path)).status_code == 404


async def test_a_draft_cannot_be_tracked(approvals: Approvals) -> None:
    begun = await approvals.as_("zhang").post("/cases", json={"matter_code": "HC-YJS-0001"})
    case = begun.json()

    refused = await approvals.as_("zhang").get(
        f"/track/{case['case_no']}", params={"code": case["query_code"]}
    )

    assert refused.status_code == 404
