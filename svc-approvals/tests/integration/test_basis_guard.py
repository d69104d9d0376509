"""The basis guard: shown, told, blocking, listed for its owners, and mended in one step."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from approvals_building import (
    BARBER_SHOP,
    Approvals,
    a_begun_case,
    an_accepted_case,
    an_application,
    an_officer,
)
from catalogue_building import SELF, barber_shop_source

from shared.events import Event
from shared.events.documents import BasisResolved, EffectChanged
from shared.events.envelope import Envelope
from svc_approvals.events.reactions import reactions

MATTER = f"/matters/{BARBER_SHOP}"
HYGIENE, FEE = "公共场所卫生管理条例", "湘政价[2015]719号"
LAW, TARIFF = uuid4(), uuid4()
NEW_LAW = "公共场所卫生管理条例（2026年）"
Json = dict[str, Any]


async def hear(approvals: Approvals, *events: Event) -> None:
    """The service takes facts into effect."""
    for event in events:
        react = reactions.to(event.subject)
        assert react is not None
        about = Envelope(uuid4(), event.subject, uuid4(), 1, approvals.now, {})
        async with approvals.work(locks=True) as work:
            await react(event, work, about)
            await work.commit()


def resolved(reference: str = HYGIENE, **changes: Any) -> BasisResolved:
    """The library knows what a reference means."""
    said = {
        "citer": f"approvals:matter:{BARBER_SHOP}", "reference": reference,
        "document_id": TARIFF if reference == FEE else LAW, "title": reference,
        "effect": "valid", "since": date(2024, 12, 6),
    }  # fmt: skip
    return BasisResolved.model_validate(said | changes)


def died(document_id: Any = LAW, **changes: Any) -> EffectChanged:
    """A document is repealed."""
    said: Json = {
        "document_id": document_id, "effect_before": "valid", "effect": "repealed",
        "since": date(2026, 3, 1), "replaced_by": NEW_LAW,
    }  # fmt: skip
    return EffectChanged.model_validate(said | changes)


async def guide(approvals: Approvals) -> Json:
    """What everybody reads."""
    shown: Json = (await approvals.as_("anonymous").get(MATTER)).json()["guide"]
    return shown


async def told(approvals: Approvals, fact: str) -> list[Json]:
    """The data of a fact of the matter's own journal."""
    rows = await approvals.pool.fetch(
        "SELECT data FROM journal WHERE subject = $1 ORDER BY at, sequence",
        f"approvals.matter.{fact}.v1",
    )
    return [row["data"] for row in rows]


async def publish_with(approvals: Approvals, login: str = "editor", **changes: Any) -> None:
    """The barber shop is published anew."""
    seen = (await approvals.as_("anonymous").get(MATTER)).headers["ETag"]
    done = await approvals.as_(login, **{"If-Match": seen}).put(
        MATTER, json={**barber_shop_source(), **changes}
    )
    assert done.status_code == 200, done.text


async def rebase(approvals: Approvals, *replacements: Json, login: str = "editor") -> Any:
    """Other documents in the place of dead ones."""
    seen = (await approvals.as_("anonymous").get(MATTER)).headers["ETag"]
    return await approvals.as_(login, **{"If-Match": seen}).post(
        f"{MATTER}/rebase", json={"replacements": list(replacements)}
    )


async def test_a_dead_basis_is_shown_on_the_guide_and_in_tracking_and_told_once(
    approvals: Approvals,
) -> None:
    journey = await an_accepted_case(approvals)
    await hear(approvals, resolved())
    assert (await guide(approvals))["basis_flag"] is None

    await hear(approvals, died(), died())

    flag = (await guide(approvals))["basis_flag"]
    assert (flag["guard"], flag["takes_cases"], flag["since"]) == ("warn", True, "2026-03-01")
    assert HYGIENE in flag["text"]
    assert flag["documents"][0]["replaced_by"] == NEW_LAW
    assert (await journey.track()).json()["basis_flag"]["documents"] == flag["documents"]
    (fact,) = await told(approvals, "basis_flagged")
    assert (fact["code"], fact["reference"], fact["effect"]) == (BARBER_SHOP, HYGIENE, "repealed")


async def test_a_basis_that_was_dead_before_it_was_cited_is_flagged_as_well(
    approvals: Approvals,
) -> None:
    await hear(approvals, resolved(effect="lapsed"))

    assert (await guide(approvals))["basis_flag"]["documents"][0]["effect_name"] == "已失效"
    assert len(await told(approvals, "basis_flagged")) == 1


async def test_what_comes_in_the_place_of_a_dead_basis_is_told_once_more(
    approvals: Approvals,
) -> None:
    await hear(approvals, resolved(), died(replaced_by=""))
    await hear(approvals, *[resolved(effect="repealed", replaced_by=NEW_LAW)] * 2)

    facts = await told(approvals, "basis_flagged")
    assert [one["replaced_by"] for one in facts] == ["", NEW_LAW]
    assert (await guide(approvals))["basis_flag"]["documents"][0]["replaced_by"] == NEW_LAW


async def test_a_basis_that_is_in_force_again_clears_the_flag(approvals: Approvals) -> None:
    await hear(approvals, resolved(), died(), died(effect="valid", effect_before="repealed"))

    assert (await guide(approvals))["basis_flag"] is None
    assert [one["effect"] for one in await told(approvals, "basis_cleared")] == ["valid"]


async def test_where_it_warns_new_cases_are_taken_and_where_it_blocks_they_are_not(
    approvals: Approvals,
) -> None:
    begun = await a_begun_case(approvals)
    await begun.hand_in_everything()
    await hear(approvals, resolved(), died())
    taken = await approvals.as_("zhang").post("/cases", json=an_application())
    approvals.office.basis_guard = "block"

    refused = await approvals.as_("zhang").post("/cases", json=an_application())
    kept_back = await approvals.as_("zhang").post(f"{begun.path}/submit")

    assert taken.status_code == 201
    for answer in (refused, kept_back):
        assert answer.status_code == 409
        problem = answer.json()
        assert problem["type"].endswith("/basis-dead")
        assert HYGIENE in problem["detail"]
        assert "自2026年3月1日起已废止" in problem["detail"]
        assert NEW_LAW in problem["detail"]
    assert (await guide(approvals))["basis_flag"]["takes_cases"] is False


async def test_a_running_case_goes_on_where_the_guard_blocks(approvals: Approvals) -> None:
    journey = await an_accepted_case(approvals)
    await hear(approvals, resolved(), died())
    approvals.office.basis_guard = "block"

    decided = await journey.decide("market")

    assert decided.status_code == 200


async def test_a_fee_on_a_dead_document_is_flagged_and_not_collected_where_it_blocks(
    approvals: Approvals,
) -> None:
    await hear(approvals, resolved(FEE), died(TARIFF))
    warned = (await guide(approvals))["fees"][0]
    approvals.office.basis_guard = "block"
    answers = {"answers": SELF}

    blocked = (await guide(approvals))["fees"][0]
    notice = await approvals.as_("zhang").post(f"{MATTER}/notice", json=answers)
    taken = await approvals.as_("zhang").post("/cases", json=an_application())

    assert (warned["effect_name"], warned["collected"]) == ("已废止", True)
    assert blocked["collected"] is False
    assert all(fee["collected"] is False for fee in notice.json()["fees"])
    assert "“临时占用城市道路费”的收费依据" in notice.json()["warning"]
    assert taken.status_code == 201  # the matter itself rests on what is in force


async def test_owners_see_what_is_dead_in_their_region_and_nobody_elses(
    approvals: Approvals,
) -> None:
    await an_accepted_case(approvals)
    await hear(approvals, resolved(), resolved(FEE), died(), died(TARIFF))

    listed = await approvals.as_("editor").get("/supervision/basis?count=true")
    page = await approvals.as_("supervisor").get("/supervision/basis?limit=1")
    rest = await approvals.as_("supervisor").get(
        f"/supervision/basis?limit=1&cursor={page.json()['next_cursor']}"
    )
    elsewhere = await approvals.as_("supervisor-elsewhere").get("/supervision/basis")
    others = await approvals.as_("editor").get("/supervision/basis?organ=wjj")
    citizen = await approvals.as_("zhang").get("/supervision/basis")

    items = listed.json()["items"]
    assert listed.json()["total"] == 2
    assert [(one["part"], one["reference"]) for one in items] == [("basis", HYGIENE), ("fee", FEE)]
    assert items[0]["running_cases"] == 1
    assert (items[0]["since"], items[0]["replaced_by"]) == ("2026-03-01", NEW_LAW)
    assert [*page.json()["items"], *rest.json()["items"]] == items
    assert elsewhere.json()["items"] == others.json()["items"] == []
    assert citizen.status_code == 403


async def test_a_matter_is_put_on_another_document_in_one_step(approvals: Approvals) -> None:
    journey = await an_accepted_case(approvals)
    await hear(approvals, resolved(), resolved(FEE), died(), died(TARIFF))
    draft = {**barber_shop_source(), "rights": "正在编辑的内容"}
    seen = (await approvals.as_("editor").get(f"{MATTER}/draft")).headers["ETag"]
    await approvals.as_("editor", **{"If-Match": seen}).put(f"{MATTER}/draft", json=draft)

    done = await rebase(
        approvals,
        {"from_document_id": str(LAW), "to_reference": NEW_LAW, "clause": "第五条"},
        {"from_reference": FEE, "to_reference": "湘发改价费〔2026〕1号"},
    )

    assert (done.json()["outcome"], done.json()["number"]) == ("published", 2)
    shown = await guide(approvals)
    assert shown["basis_flag"] is None
    assert (NEW_LAW, "第五条") in [(one["reference"], one["clause"]) for one in shown["basis"]]
    assert shown["fees"][0]["basis"] == "湘发改价费〔2026〕1号"
    assert (await journey.track()).json()["basis_flag"] is None
    assert (await approvals.as_("editor").get("/supervision/basis")).json()["items"] == []
    (fact,) = await told(approvals, "rebased")
    assert fact["replacements"][0] == {"old": HYGIENE, "new": NEW_LAW}
    kept = (await approvals.as_("editor").get(f"{MATTER}/draft")).json()["definition"]
    assert kept["rights"] == "正在编辑的内容"
    assert NEW_LAW in str(kept["basis"])


async def test_the_new_basis_is_cited_and_the_old_one_let_go(approvals: Approvals) -> None:
    await rebase(approvals, {"from_reference": HYGIENE, "to_reference": NEW_LAW})

    query = "SELECT data FROM journal WHERE subject = $1 ORDER BY at, sequence"
    cited = await approvals.pool.fetch(query, "approvals.basis.cited.v1")
    released = await approvals.pool.fetch(query, "approvals.basis.released.v1")
    assert NEW_LAW in [row["data"]["reference"] for row in cited]
    assert [row["data"]["reference"] for row in released] == [HYGIENE]


async def test_a_matter_is_not_put_on_a_dead_document(approvals: Approvals) -> None:
    await hear(approvals, resolved(), resolved("旧条例", document_id=uuid4(), effect="lapsed"))

    refused = await rebase(approvals, {"from_reference": HYGIENE, "to_reference": "旧条例"})

    assert [one["code"] for one in refused.json()["errors"]] == ["basis_not_valid"]


@pytest.mark.parametrize(
    ("replacement", "code"),
    [
        ({"from_reference": "没有引用过", "to_reference": NEW_LAW}, "not_cited"),
        ({"from_document_id": str(uuid4()), "to_reference": NEW_LAW}, "not_cited"),
        ({"from_reference": HYGIENE, "to_document_id": str(uuid4())}, "unknown_document"),
    ],
)
async def test_what_is_not_cited_cannot_be_replaced(
    approvals: Approvals, replacement: Json, code: str
) -> None:
    refused = await rebase(approvals, replacement)

    assert refused.status_code == 422
    assert [one["code"] for one in refused.json()["errors"]] == [code]


@pytest.mark.parametrize(
    "replacement",
    [
        {"from_reference": HYGIENE},
        {"to_reference": NEW_LAW},
        {"from_reference": HYGIENE, "from_document_id": str(LAW), "to_reference": NEW_LAW},
        {"from_reference": HYGIENE, "to_reference": "  "},
    ],
)
async def test_both_documents_are_named_once(approvals: Approvals, replacement: Json) -> None:
    assert (await rebase(approvals, replacement)).status_code == 422


async def test_nobody_rebases_unseen_or_in_another_region(approvals: Approvals) -> None:
    body = {"replacements": [{"from_reference": HYGIENE, "to_reference": NEW_LAW}]}
    elsewhere = an_officer("editor-elsewhere", "xzsp", "editor", region="431281")

    unseen = await approvals.as_("editor").post(f"{MATTER}/rebase", json=body)
    stale = await approvals.as_("editor", **{"If-Match": '"7"'}).post(
        f"{MATTER}/rebase", json=body
    )  # fmt: skip
    other = await rebase(approvals, *body["replacements"], login="editor")
    hidden = await approvals.as_(elsewhere, **{"If-Match": "*"}).post(
        f"{MATTER}/rebase", json=body
    )  # fmt: skip

    assert (unseen.status_code, stale.status_code) == (428, 412)
    assert (other.status_code, hidden.status_code) == (200, 404)


async def test_a_matters_own_guard_is_part_of_its_definition(approvals: Approvals) -> None:
    await publish_with(approvals, basis_guard="block")
    await hear(approvals, resolved(), died())

    refused = await approvals.as_("zhang").post("/cases", json=an_application())

    assert refused.status_code == 409


async def test_whoever_published_the_matter_is_told_that_its_basis_died(
    approvals: Approvals,
) -> None:
    await publish_with(approvals, rights="改过的版本")
    await hear(approvals, resolved(), died())

    rows = await approvals.pool.fetch(
        "SELECT data FROM journal WHERE subject = 'approvals.notification.requested.v1'"
    )
    (message,) = [row["data"] for row in rows]
    assert message["template"] == "basis_dead"
    assert HYGIENE in message["parameters"]["document"]


async def test_links_lead_from_a_matter_to_the_librarys_documents(approvals: Approvals) -> None:
    await hear(approvals, resolved(title="公共场所卫生管理条例"))

    answer = await approvals.as_("anonymous").get(f"http://approvals/links/matter/{BARBER_SHOP}")

    links = {one["title"]: one for one in answer.json()["links"]}
    assert links[HYGIENE]["href"] == f"/api/v1/documents/{LAW}"
    assert (links[HYGIENE]["rel"], links[HYGIENE]["id"]) == ("basis", str(LAW))
    assert (links[FEE]["rel"], links[FEE]["id"], links[FEE]["href"]) == ("fee_basis", FEE, "")
    assert ("led_by", "organ", "scjg") in {
        (one["rel"], one["kind"], one["id"]) for one in links.values()
    }


async def test_documents_lead_back_to_the_matters_that_rest_on_them(approvals: Approvals) -> None:
    await hear(approvals, resolved(title="公共场所卫生管理条例"))
    inside = approvals.as_("anonymous")

    for document in (LAW, HYGIENE, FEE):
        answer = await inside.get(f"http://approvals/links/document/{document}")
        assert BARBER_SHOP in {one["id"] for one in answer.json()["links"]}, document
    nothing = await inside.get(f"http://approvals/links/document/{uuid4()}")
    assert nothing.json() == {"links": []}


@pytest.mark.parametrize("kind", ["case", "certificate", "matter"])
async def test_what_we_own_and_do_not_know_is_not_found(approvals: Approvals, kind: str) -> None:
    for unknown in (uuid4(), "nothing"):
        answer = await approvals.as_("anonymous").get(f"http://approvals/links/{kind}/{unknown}")
        assert answer.status_code == 404
        assert answer.json()["type"].endswith(f"/{kind}-not-found")
