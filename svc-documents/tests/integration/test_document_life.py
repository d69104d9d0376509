"""A document goes from draft to publication over HTTP, and every wrong turn is refused."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from documents_building import Documents, a_person, staff
from life_building import EARLY, EDITOR, REGISTRAR, STAGES, USUAL_STEPS, Life, an_organ

from svc_documents.use_cases.effects.telling import tell_due


@pytest.fixture
async def life(documents: Documents) -> Life:
    """The service, with two organs that may issue."""
    made = Life(documents)
    await made.settle()
    return made


def slug_of(answer: Any) -> str:
    return str(answer.json()["type"].rsplit("/", 1)[-1])


async def test_from_draft_to_the_library(life: Life) -> None:
    document_id = await life.at("publish", theme="住房保障", effective_on="2026-12-25")

    client = life.documents.as_()
    document = (await client.get(f"/documents/{document_id}")).json()
    later = (await client.get(f"/documents/{document_id}?on=2031-12-26")).json()

    assert document["elements"]["registration_no"] == "HCDR-2026-02001"
    assert document["elements"]["document_no"] == "鹤建规〔2026〕1号"
    assert (
        document["elements"]["registered_on"] == document["elements"]["issued_on"] == "2026-11-25"
    )
    assert document["elements"]["theme"] == "住房保障"
    assert document["effect"]["effect"] == "not_yet"
    assert (document["effective_on"], document["valid_until"]) == ("2026-12-25", "2031-12-25")
    assert later["effect"]["effect"] == "lapsed"
    kept = await life.documents.pool.fetch("SELECT kind, plain FROM text_version")
    assert [(row["kind"], "第一条" in row["plain"]) for row in kept] == [("original", True)]


async def test_every_change_of_state_is_told_in_order(life: Life) -> None:
    document_id = await life.at("publish")

    rows = await life.documents.pool.fetch(
        "SELECT subject FROM journal WHERE aggregate_id = $1 ORDER BY sequence", document_id
    )

    facts = [row["subject"].split(".")[2] for row in rows]
    assert facts == [
        "drafted", "submitted_for_review", "step_recorded", "step_recorded", "step_recorded",
        "reviewed", "registered", "numbered", "published",
    ]  # fmt: skip
    (told,) = await life.documents.told("documents.document.published.v1")
    assert (told["effect"], told["since"]) == ("valid", "2026-11-25")


async def test_a_draft_is_nobodys_business_until_it_is_published(life: Life) -> None:
    document_id = await life.at("number")

    assert (await life.documents.as_().get(f"/documents/{document_id}")).status_code == 404
    assert await life.documents.told("documents.document.published.v1") == []
    rows = await life.documents.pool.fetch("SELECT data::text FROM journal")
    assert not any("公共租赁住房" in row["data"] for row in rows)


@pytest.mark.parametrize(
    ("stage", "wrong"),
    [
        ("submit-for-review", "register"),
        ("submit-for-review", "number"),
        ("submit-for-review", "publish"),
        ("finish-review", "number"),
        ("register", "publish"),
        ("register", "register"),
        ("publish", "withdraw"),
        ("publish", "publish"),
    ],
)
async def test_no_stage_is_skipped_or_taken_twice(life: Life, stage: str, wrong: str) -> None:
    document_id = await life.at(stage)

    answer = await (
        life.go(document_id, wrong, reason="不再需要")
        if wrong == "withdraw"
        else life.go(document_id, wrong)
    )

    assert (answer.status_code, slug_of(answer)) == (409, "step-out-of-order")
    counters = await life.documents.pool.fetch("SELECT last FROM number_counter")
    assert all(row["last"] == 1 for row in counters)


async def test_every_missing_step_is_named(life: Life) -> None:
    document_id = await life.at("submit-for-review", is_major=True, touches_market=True)

    answer = await life.go(document_id, "finish-review")

    assert (answer.status_code, slug_of(answer)) == (409, "steps-missing")
    assert answer.json()["missing"] == [
        "appraisal", "public_comment", "fair_competition_review", "legality_review",
        "collective_discussion",
    ]  # fmt: skip


async def test_without_a_legality_review_there_is_no_collective_discussion(life: Life) -> None:
    document_id = await life.at("submit-for-review")

    early = await life.step(document_id, "collective_discussion")
    await life.step(document_id, "legality_review", passed=False, opinion="超越职权")
    unlawful = await life.step(document_id, "collective_discussion")

    assert [slug_of(one) for one in (early, unlawful)] == ["legality-review-not-passed"] * 2
    assert early.status_code == 409


async def test_the_drafting_organ_does_not_review_its_own_draft(life: Life) -> None:
    document_id = await life.at("submit-for-review")

    answer = await life.step(document_id, "legality_review", caller=staff("editor", "zjj"))

    assert (answer.status_code, slug_of(answer)) == (403, "reviewed-by-others")


async def test_whoever_has_words_in_a_draft_neither_reviews_nor_registers_it_in_any_role(
    life: Life,
) -> None:
    both = replace(EDITOR, roles=frozenset({"editor", "registrar"}))
    own = str((await life.begin(both, **EARLY))["document_id"])
    worded = str((await life.begin(**EARLY))["document_id"])
    version = (await life.ask("GET", f"/drafts/{worded}", both)).headers["etag"]
    reworded = await life.ask(
        "PATCH", f"/{worded}", both, json={"title": "公共租赁住房管理规定"},
        headers={"If-Match": version},
    )  # fmt: skip
    assert reworded.status_code == 200, reworded.text

    for document_id in (own, worded):
        await life.take(document_id, "submit-for-review")
        refused = [await life.step(document_id, "legality_review", caller=both)]
        await life.take_one(document_id, "steps")
        refused.append(await life.go(document_id, "finish-review", both))
        await life.take_one(document_id, "finish-review")
        refused.append(await life.go(document_id, "register", both))
        assert [(one.status_code, slug_of(one)) for one in refused] == [
            (403, "reviewed-by-others"), (403, "reviewed-by-others"),
            (403, "registered-by-others"),
        ]  # fmt: skip
        await life.take_one(document_id, "register")


async def test_an_account_of_both_roles_reviews_and_registers_what_a_colleague_drafted(
    life: Life,
) -> None:
    document_id = await life.at("submit-for-review")
    both = replace(REGISTRAR, roles=frozenset({"editor", "registrar"}))

    for kind in USUAL_STEPS:
        assert (await life.step(document_id, kind, caller=both)).status_code == 201
    for stage in ("finish-review", "register"):
        assert (await life.go(document_id, stage, both)).status_code == 200


async def test_a_major_document_asks_the_public_thirty_days_or_says_why_not(life: Life) -> None:
    document_id = await life.at("submit-for-review", is_major=True)

    short = await life.step(document_id, "public_comment", opened_on="2026-11-01")
    reasoned = await life.step(
        document_id, "public_comment", opened_on="2026-11-01", reason="防汛抢险急需"
    )

    assert (short.status_code, short.json()["errors"][0]["pointer"]) == (422, "#/reason")
    assert reasoned.status_code == 201
    assert reasoned.json()["steps"][0]["reason"] == "防汛抢险急需"


async def test_another_wording_under_review_is_reviewed_again(life: Life) -> None:
    document_id = await life.at("submit-for-review")
    for kind in USUAL_STEPS:
        await life.step(document_id, kind)
    draft = (await life.ask("GET", f"/drafts/{document_id}")).json()

    changed = await life.ask(
        "PATCH", f"/{document_id}", json={"markdown": "第一条 改过的文本。"},
        headers={"If-Match": f'"{draft["version"]}"'},
    )  # fmt: skip

    assert changed.status_code == 200
    assert [one["kind"] for one in changed.json()["missing"]] == [
        "legality_review", "collective_discussion",
    ]  # fmt: skip
    assert (await life.go(document_id, "finish-review")).status_code == 409


async def test_a_draft_is_not_overwritten_unseen(life: Life) -> None:
    draft = await life.begin()
    path, version = f"/{draft['document_id']}", draft["version"]

    blind = await life.ask("PATCH", path, json={"theme": "住房"})
    first = await life.ask(
        "PATCH", path, json={"theme": "住房"}, headers={"If-Match": f'"{version}"'}
    )
    second = await life.ask(
        "PATCH", path, json={"theme": "其他"}, headers={"If-Match": f'"{version}"'}
    )

    assert [one.status_code for one in (blind, first, second)] == [428, 200, 412]
    assert first.headers["etag"] == f'"{version + 1}"'


async def test_the_elements_are_edited_and_what_is_not_named_stays(life: Life) -> None:
    draft = await life.begin(
        index_no="431202/2026-00001", signed_on="2026-11-20", issued_on="2026-11-24",
        retention="5年", disclosure_mode="主动公开", valid_years=3, joint_organs=["区财政局"],
    )  # fmt: skip

    changed = await life.ask(
        "PATCH", f"/{draft['document_id']}", json={"responsible_organ": "住房保障股"},
        headers={"If-Match": "*"},
    )  # fmt: skip

    elements = changed.json()["elements"]
    assert draft["elements"] | {"responsible_organ": "住房保障股"} == elements
    assert (changed.json()["valid_years"], changed.json()["joint_organs"]) == (3, ["区财政局"])
    assert changed.json()["revision"] == 1


async def test_entering_into_force_at_once_needs_a_reason(life: Life) -> None:
    document_id = await life.at("number", early_reason="")

    answer = await life.go(document_id, "publish")

    assert (answer.status_code, slug_of(answer)) == (409, "in-force-too-soon")
    assert answer.json()["earliest"] == "2026-12-25"
    draft = (await life.ask("GET", f"/drafts/{document_id}")).json()
    await life.ask(
        "PATCH", f"/{document_id}", json=EARLY, headers={"If-Match": f'"{draft["version"]}"'}
    )
    assert (await life.go(document_id, "publish")).status_code == 200


@pytest.mark.parametrize("ending", ["reject", "withdraw"])
async def test_an_end_says_why_and_nothing_follows(life: Life, ending: str) -> None:
    document_id = await life.at("finish-review")

    ended = await life.go(document_id, ending, reason="上位法已经修改")

    assert ended.json()["closing_reason"] == "上位法已经修改"
    assert (await life.go(document_id, "register")).status_code == 409
    fact = "rejected" if ending == "reject" else "withdrawn"
    (told,) = await life.documents.told(f"documents.document.{fact}.v1")
    assert told["reason"] == "上位法已经修改"


@pytest.mark.parametrize(
    ("kind", "rights"),
    [("internal_unit", ("normative",)), ("coordinating_body", ("normative",)), ("department", ())],
)
async def test_who_may_not_issue_begins_nothing(
    life: Life, kind: str, rights: tuple[str, ...]
) -> None:
    await life.settle(an_organ("zjj", kind, issuing_rights=rights))

    answer = await life.ask("POST", "", json={"title": "关于成立工作专班的通知"})

    assert (answer.status_code, slug_of(answer)) == (403, "issuer-not-entitled")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "#/title"),
        ({"title": "通知", "colour": "red"}, "#/colour"),
        ({"title": "通知", "signed_on": "0001-01-01"}, "#/signed_on"),
        ({"title": "通知", "valid_years": 0}, "#/valid_years"),
    ],
)
async def test_bad_input_is_pointed_at_and_nothing_is_written(
    life: Life, body: dict[str, Any], pointer: str
) -> None:
    answer = await life.ask("POST", "", json=body)

    assert answer.status_code == 422
    assert pointer in [one["pointer"] for one in answer.json()["errors"]]
    assert await life.documents.pool.fetchval("SELECT count(*) FROM document") == 0


OTHERS = [
    staff("editor", "scjg"),
    staff("registrar", "xzsp", region="431200"),
    staff("admin", "scjg"),
]
ROUTES: list[tuple[str, str, dict[str, Any]]] = [
    ("GET", "/drafts/{}", {}),
    ("PATCH", "/{}", {"json": {"theme": "其他"}, "headers": {"If-Match": "*"}}),
    ("POST", "/{}/submit-for-review", {}),
    ("POST", "/{}/steps", {"json": {
        "kind": "appraisal", "opinion": "可行", "done_on": "2026-11-25", "done_by": "专家组",
    }}),
    ("POST", "/{}/finish-review", {}),
    ("POST", "/{}/reject", {"json": {"reason": "不合法"}}),
    ("POST", "/{}/register", {}),
    ("POST", "/{}/number", {"json": {}}),
    ("POST", "/{}/publish", {}),
    ("POST", "/{}/withdraw", {"json": {"reason": "不再需要"}}),
    ("POST", "/{}/correct", {"json": {"reason": "录入有误", "theme": "其他"}}),
]  # fmt: skip
REGISTRARS_ONLY = ("finish-review", "reject", "register", "number", "publish")
EDITORS_ONLY = ("PATCH", "submit-for-review", "withdraw")


@pytest.mark.parametrize(("method", "path", "sent"), ROUTES, ids=lambda one: str(one)[:24])
async def test_anothers_document_is_not_found(
    life: Life, method: str, path: str, sent: dict[str, Any]
) -> None:
    document_id = await life.at("publish" if "correct" in path else "submit-for-review")

    answers = [await life.ask(method, path.format(document_id), who, **sent) for who in OTHERS]

    statuses = [one.status_code for one in answers]
    assert 404 in statuses
    assert set(statuses) <= {403, 404}
    forbidden = [
        who.roles for who, one in zip(OTHERS, answers, strict=True) if one.status_code == 403
    ]
    last = path.rsplit("/", 1)[-1]
    assert not forbidden or last in REGISTRARS_ONLY or last in EDITORS_ONLY or method == "PATCH"


async def test_lists_show_an_organs_own_or_the_regions(life: Life) -> None:
    await life.settle(an_organ(), an_organ("xzsp"), an_organ("scjg"))
    mine = [str((await life.begin())["document_id"]) for _ in range(3)]
    await life.begin(staff("editor", "scjg"))

    own = (await life.ask("GET", "/drafts?limit=2&count=true")).json()
    rest = (await life.ask("GET", f"/drafts?cursor={own['next_cursor']}")).json()
    all_of_region = (await life.ask("GET", "/drafts", REGISTRAR)).json()
    elsewhere = (await life.ask("GET", "/drafts", staff("registrar", "x", region="430100"))).json()
    drafts = (await life.ask("GET", "/drafts?state=reviewed", REGISTRAR)).json()

    assert [one["document_id"] for one in own["items"] + rest["items"]] == mine[::-1]
    assert (own["total"], len(all_of_region["items"])) == (3, 4)
    assert elsewhere["items"] == drafts["items"] == []


async def test_people_without_a_role_see_no_drafts(life: Life) -> None:
    for caller in (a_person(), staff("approver", "zjj")):
        assert (await life.ask("GET", "/drafts", caller)).status_code == 403
    assert len(STAGES) == 6


async def test_a_published_document_enters_into_force_at_midnight_and_is_told(life: Life) -> None:
    document_id = await life.at("publish", effective_on="2026-12-25")
    midnight = datetime(2026, 12, 24, 16, tzinfo=UTC)

    async with life.documents.bench.unit_of_work(midnight - timedelta(seconds=1)) as work:
        assert await tell_due(work, date(2026, 12, 24)) == 0
    async with life.documents.bench.unit_of_work(midnight) as work:
        assert await tell_due(work, date(2026, 12, 25)) == 1

    (told,) = await life.documents.told("documents.document.effect_changed.v1")
    assert (told["document_id"], told["effect_before"]) == (document_id, "not_yet")
    assert (told["effect"], told["since"]) == ("valid", "2026-12-25")


async def test_what_a_draft_repeals_is_repealed_with_its_publication(life: Life) -> None:
    old = await life.at("publish", title="鹤城区公共租赁住房管理规定")
    new = await life.at("number")
    declared = await life.ask(
        "POST", f"/{new}/relations", json={"kind": "replaces", "target_id": old}
    )
    before = (await life.documents.as_().get(f"/documents/{old}")).json()

    await life.go(new, "publish")

    after = (await life.documents.as_().get(f"/documents/{old}")).json()
    assert declared.status_code == 201
    assert [one["effect"]["effect"] for one in (before, after)] == ["valid", "replaced"]
    assert after["effect"]["since"] == "2026-11-25"
