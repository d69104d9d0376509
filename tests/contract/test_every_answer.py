"""Whatever is asked, by whomever: no fault, and only answers that the document promises.

Every operation is asked with requests made from its own description, right and
wrong ones, first as they were made and then about things that exist.
"""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import hypothesis
import pytest
import requests
import schemathesis
from contract.existing import Case, Existing
from contract.voices import made_by_people
from journeys.people import Citizen, Json, Person
from journeys.town import Town
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from yangguang_local.postgres import EmbeddedPostgres

ASKERS = {
    "anonymous": None,
    "citizen": "zhang",
    "enterprise": "firm",
    "window": "window1",
    "approver": "approver-scjg",
    "supervisor": "supervisor",
    "editor": "editor",
    "registrar": "registrar",
    "finance": "finance",
    "kiosk": "kiosk1",
}
# Kiosks of the whole house are set up anew by it, under the feet of other tests.
ASKERS_AT_SCALE = {**ASKERS, "administrator": "admin"}
LIBRARY = ("documents_", "policies_")
# What these alone are asked about: of the rest they may change what other tests need, or see what
# citizens see.
THEIRS: dict[str, tuple[str, ...]] = {
    "editor": LIBRARY,
    "registrar": LIBRARY,
    "enterprise": LIBRARY,
    "finance": ("budget_", "policies_"),
    "administrator": ("gateway_",),
    "kiosk": ("gateway_", "feedback_"),
}
VOICES = "feedback_"
TIMES, TIMES_AT_SCALE = 2, 6  # right and wrong requests of every operation and asker
AT_SCALE = 20_000  # requests at least
SEED, SEED_AT_SCALE = 20261123, 20261128
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
LONGEST_ANSWER = 15
# of whoever is logged in; others are refused
ENDLESS = ("/inbox/stream", "/dashboard/stream")


@pytest.fixture(scope="session")
def voices(house_url: str, house_home: Path) -> Existing:
    """What people have said to the house, said once."""
    dsn = EmbeddedPostgres(house_home).databases.dsn("feedback")

    async def said() -> Existing:
        async with httpx2.AsyncClient(base_url=f"{house_url}/api/v1", timeout=30) as http:
            return await made_by_people(Town(http), dsn)

    return asyncio.run(said())


@pytest.fixture
async def existing(house_url: str, voices: Existing) -> AsyncIterator[Existing]:
    """A draft, a running case and a closed one, with what belongs to them; and what was said."""
    async with httpx2.AsyncClient(base_url=f"{house_url}/api/v1", timeout=30) as http:
        yield (await _things(Town(http))).join(voices)


async def _things(town: Town) -> Existing:
    zhang = await town.citizen()
    running, closed = await town.accepted_case(zhang), await _closed(town, zhang)
    submitted = await town.submitted_case(zhang)
    task = await (await town.approver("market")).task(running)
    opportunity = await zhang.invited(closed)
    review = await zhang.review(await zhang.invited(await _closed(town, zhang)), 4, text="不错。")
    found = Existing()
    found.add("case_id", running["case_id"], closed["case_id"], submitted["case_id"])
    found.add("case_no", running["case_no"], closed["case_no"])
    found.add("node_id", task["node_id"])
    found.add("token", opportunity["token"])
    found.add("review_id", review["review_id"])
    held = [one["certificate_id"] async for one in zhang.everything("/certificates")]
    found.add("certificate_id", *held[:2])
    found.add("code", "M01", "M07", "HC-YJS-0001", "scjg", "XK-SCJG-001")
    found.add("place_id", "hall-hecheng", "kiosk-001")
    await _of_the_library(town, found)
    await _of_policies(town, found)
    return found


async def _of_the_library(town: Town, found: Existing) -> None:
    listed = (await town.visitor.get("/documents", limit=5))["items"]
    found.add("document_id", *(one["document_id"] for one in listed))
    topics = (await town.visitor.get("/topics", limit=2))["items"]
    found.add("topic_id", *(one["topic_id"] for one in topics))
    found.add("column_id", "price-and-fees", "credit-licences")
    entries = await town.visitor.get("/columns/price-and-fees/entries")
    found.add("entry_id", *(one["entry_id"] for one in entries["items"]))
    projects = (await town.visitor.get("/livelihood-projects"))["items"]
    found.add("project_id", *(one["project_id"] for one in projects))
    found.add("milestone_id", *(one["milestones"][0]["milestone_id"] for one in projects))
    calls = (await town.visitor.get("/livelihood-projects/calls"))["items"]
    found.add("call_id", *(one["call_id"] for one in calls))


async def _of_policies(town: Town, found: Existing) -> None:
    listed = (await town.visitor.get("/policies", limit=3))["items"]
    found.add("policy_id", *(one["policy_id"] for one in listed))
    answers: Json = {"region": "990102"}
    match = await town.visitor.post("/match", json={"answers": answers})
    found.add("match_id", match["match_id"])
    begun = await town.visitor.post("/match/sessions", json={"answers": answers})
    found.add("session_id", begun["session_id"])
    found.add("attribute", "staff")


async def _closed(town: Town, zhang: Citizen) -> Json:
    case = await town.accepted_case(zhang)
    await town.everybody_approves(case)
    await town.issued(case)
    return case


@pytest.fixture
async def headers(house_url: str, asker: str) -> dict[str, str]:
    """The token of whoever asks."""
    return await _headers(house_url, asker)


async def _headers(house_url: str, asker: str) -> dict[str, str]:
    login = ASKERS_AT_SCALE[asker]
    if login is None:
        return {}
    async with httpx2.AsyncClient(base_url=f"{house_url}/api/v1", timeout=30) as http:
        return (await Person.log_in(http, login)).headers


@dataclass
class Questions:
    """Requests made from the description of every operation; made once, asked by every asker."""

    schema: Any
    seed: int = SEED
    times: int = TIMES
    _made: dict[str, list[Case]] = field(default_factory=dict)

    def operations(self) -> Iterator[Any]:
        """Every operation; an unreadable one is a failure of its own."""
        for found in self.schema.get_all_operations():
            yield found.ok()

    def about(self, operation: Any) -> Iterator[Case]:
        """Right and wrong requests of one operation; who asks may change them."""
        name = operation.definition.raw["operationId"]
        if name not in self._made:
            self._made[name] = _made_up(operation, self.seed, self.times)
        for case in self._made[name]:
            yield _a_copy(case)


def _a_copy(case: Case) -> Case:
    return schemathesis.Case(
        case.operation,
        case.method,
        case.path,
        path_parameters=deepcopy(case.path_parameters),
        headers=case.headers.copy(),
        cookies=dict(case.cookies),
        query=deepcopy(case.query),
        body=deepcopy(case.body) if isinstance(case.body, dict | list) else case.body,
        media_type=case.media_type,
        multipart_content_types=case.multipart_content_types,
        meta=deepcopy(case.meta),
    )


def _made_up(operation: Any, seed: int, times: int) -> list[Case]:
    made: list[Case] = []
    cases = operation.as_strategy() | operation.as_strategy(
        generation_mode=schemathesis.GenerationMode.NEGATIVE
    )

    @hypothesis.seed(seed)
    @hypothesis.settings(
        max_examples=times,
        deadline=None,
        database=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(case=cases)
    def keep(case: Case) -> None:
        made.append(case)

    keep()
    return made


@pytest.fixture(scope="session")
def questions(merged: dict[str, Any], house_url: str) -> Questions:
    """What is asked about every operation of the house."""
    return Questions(_schema(merged, house_url))


def _schema(merged: dict[str, Any], house_url: str) -> Any:
    schema = schemathesis.openapi.from_dict(merged)
    schema.config.update(base_url=house_url)
    return schema


def test_everything_people_have_said_is_asked_about(
    merged: dict[str, Any], voices: Existing
) -> None:
    taken = {
        (name, path)
        for path in merged["paths"]
        for name in re.findall(r"{(\w+)}", path)
        if any(one["operationId"].startswith(VOICES) for one in merged["paths"][path].values())
    }

    assert {each for each in taken if not voices.nearest(*each) and each[0] != "token"} == set()


@pytest.mark.parametrize("asker", ASKERS)
def test_every_answer_is_a_promised_one(
    questions: Questions,
    house_url: str,
    existing: Existing,
    headers: dict[str, str],
    asker: str,
) -> None:
    asking = _ask_everything(questions, house_url, existing, headers, asker)

    assert asking.broken_promises == []
    assert asking.asked > 100


@pytest.mark.scale
async def test_twenty_thousand_questions_never_asked_before_get_promised_answers(
    merged: dict[str, Any], house_url: str, existing: Existing
) -> None:
    questions = Questions(_schema(merged, house_url), SEED_AT_SCALE, TIMES_AT_SCALE)
    asked, broken = 0, list[str]()
    for asker in ASKERS_AT_SCALE:
        headers = await _headers(house_url, asker)
        asking = await asyncio.to_thread(
            _ask_everything, questions, house_url, existing, headers, asker
        )
        asked += asking.asked
        broken += asking.broken_promises

    assert broken == []
    assert asked >= AT_SCALE


def _ask_everything(
    questions: Questions, house_url: str, existing: Existing, headers: dict[str, str], asker: str
) -> "Asking":
    """All that concerns an asker, about every operation; how much it was is said."""
    with requests.Session() as session:
        session.trust_env = False  # the house is here: nobody has to look for proxies each time
        asking = Asking(session, house_url, headers, existing)
        for operation in questions.operations():
            name = operation.definition.raw["operationId"]
            if name.startswith(THEIRS.get(asker, "")):
                asking.about(questions.about(operation))
    print(f"\n{asker}: {asking}", flush=True)  # noqa: T201  the figures
    return asking


class Asking:
    """Asks operation after operation, and keeps what was not as promised."""

    def __init__(
        self, session: requests.Session, base_url: str, headers: dict[str, str], existing: Existing
    ) -> None:
        self.broken_promises: list[str] = []
        self.asked = 0
        self.answers: Counter[str] = Counter()
        self._base_url, self._headers, self._existing = base_url, headers, existing
        self._session = session

    def __str__(self) -> str:
        answers = ", ".join(f"{kind} {number}" for kind, number in sorted(self.answers.items()))
        return f"{self.asked} requests sent; {answers}; {len(self.broken_promises)} not as promised"

    def about(self, cases: Iterator[Case]) -> None:
        """As they were made, and then about things that exist."""
        for case in cases:
            self._ask(case)
            if "/stream" not in case.path:
                self._existing.put_into(case)
                self._ask(case)

    def _ask(self, case: Case) -> None:
        _keep_it_harmless(case)
        if self._headers and case.path.endswith(ENDLESS):
            return
        self.asked += 1
        try:
            answer = case.call(
                base_url=self._base_url,
                session=self._session,
                headers=self._headers,
                timeout=LONGEST_ANSWER,
            )
            self.answers[f"{answer.status_code // 100}xx"] += 1
            case.validate_response(answer, checks=_checks(case))
        except (FailureGroup, Failure, requests.RequestException) as broken:
            self.broken_promises.append(f"{case.method} {case.formatted_path}: {broken}")


def _checks(case: Case) -> list[Any]:
    """Who asks for some fields only gets less than the whole schema."""
    partly = "fields" in (case.query or {})
    return [check for check in CHECKS if not (partly and check is response_schema_conformance)]


def _keep_it_harmless(case: Case) -> None:
    """Nobody's account is locked by wrong passwords, and nobody waits for news."""
    if case.path.endswith("/auth/token") and isinstance(case.body, dict):
        case.body["username"] = "nobody"
    if case.query and "wait" in case.query:
        case.query["wait"] = 0
