"""The basis guard: what matters rest on is asked about, and a document that dies shows at once."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from approvals_building import BARBER_SHOP, Approvals

from shared.events import Event
from shared.events.documents import BasisResolved, DocumentPublished, EffectChanged
from shared.events.envelope import Envelope
from shared.events.feedback import BadReviewClosed
from svc_approvals.events.reactions import reactions

MATTER = f"/matters/{BARBER_SHOP}"
HYGIENE = "公共场所卫生管理条例"
DOCUMENT = uuid4()


async def hear(approvals: Approvals, event: Event) -> None:
    """The service takes one fact into effect."""
    react = reactions.to(event.subject)
    assert react is not None
    about = Envelope(uuid4(), event.subject, uuid4(), 1, approvals.now, {})
    async with approvals.work() as work:
        await react(event, work, about)
        await work.commit()


def resolved(**changes: Any) -> BasisResolved:
    """The library knows the document."""
    said = {
        "citer": f"approvals:matter:{BARBER_SHOP}", "reference": HYGIENE, "document_id": DOCUMENT,
        "title": HYGIENE, "effect": "valid", "since": date(2024, 12, 6),
    }  # fmt: skip
    return BasisResolved.model_validate(said | changes)


def changed(**changes: Any) -> EffectChanged:
    """It is repealed, and something else is in its place."""
    said: dict[str, Any] = {
        "document_id": DOCUMENT, "effect_before": "valid", "effect": "repealed",
        "since": date(2026, 3, 1), "replaced_by": "国令第800号",
    }  # fmt: skip
    return EffectChanged.model_validate(said | changes)


async def shown(approvals: Approvals) -> dict[str, Any]:
    """How the guide shows the document."""
    guide = (await approvals.as_("anonymous").get(MATTER)).json()["guide"]
    basis: dict[str, Any] = next(one for one in guide["basis"] if one["reference"] == HYGIENE)
    return basis


async def test_publishing_a_matter_cites_everything_it_rests_on_once(approvals: Approvals) -> None:
    rows = await approvals.pool.fetch(
        "SELECT data FROM journal WHERE subject = 'approvals.basis.cited.v1'"
    )

    told = [row["data"]["reference"] for row in rows]
    assert HYGIENE in told
    assert "湘政价[2015]719号" in told
    assert len(told) == len(set(told))
    assert {row["data"]["citer"] for row in rows} == {f"approvals:matter:{BARBER_SHOP}"}


async def test_a_document_that_is_repealed_shows_on_the_guide_at_once(
    approvals: Approvals,
) -> None:
    assert (await shown(approvals))["effect"] == "unknown"
    await hear(approvals, resolved())
    assert (await shown(approvals))["effect_name"] == "有效"

    await hear(approvals, changed())

    basis = await shown(approvals)
    assert (basis["effect_name"], basis["replaced_by"]) == ("已废止", "国令第800号")
    assert basis["since"] == "2026-03-01"


async def test_a_matter_is_not_published_anew_on_a_dead_basis(approvals: Approvals) -> None:
    await hear(approvals, resolved())
    await hear(approvals, changed())

    refused = await approvals.as_("editor").post(f"{MATTER}/publish")

    assert [one["code"] for one in refused.json()["errors"]] == ["basis_not_valid"]


@pytest.mark.parametrize(
    "unheard",
    [
        resolved(citer="budget:fund:1"),
        resolved(document_id=None, effect=None, candidates=(uuid4(), uuid4())),
    ],
)
async def test_what_is_not_ours_or_not_one_document_says_nothing(
    approvals: Approvals, unheard: BasisResolved
) -> None:
    await hear(approvals, unheard)

    assert (await shown(approvals))["effect"] == "unknown"


async def test_a_correction_of_the_library_counts_and_a_strangers_document_does_not(
    approvals: Approvals,
) -> None:
    await hear(approvals, resolved(effect="not_yet"))
    await hear(
        approvals,
        DocumentPublished(document_id=DOCUMENT, title="新标题", effect="amended", since=None),
    )
    await hear(approvals, changed(document_id=UUID(int=7)))

    assert (await shown(approvals))["effect_name"] == "已修改，有效"


async def test_what_was_put_right_after_a_bad_review_stands_on_the_guide_once(
    approvals: Approvals,
) -> None:
    closed = BadReviewClosed(
        bad_review_id=uuid4(), matter_code=BARBER_SHOP, organ_ids=(),
        improvement="增开周六窗口", closed_at=approvals.now, change="place",
    )  # fmt: skip

    await hear(approvals, closed)
    await hear(approvals, closed)
    for nothing in ({"improvement": ""}, {"change": "nothing"}):
        await hear(approvals, closed.model_copy(update={"bad_review_id": uuid4(), **nothing}))

    guide = (await approvals.as_("anonymous").get(MATTER)).json()["guide"]
    shown = [(one["text"], one["change"]) for one in guide["improvements"]]
    assert shown == [("增开周六窗口", "place")]


async def test_what_is_opened_and_closed_again_has_put_right_something_more(
    approvals: Approvals,
) -> None:
    closed = BadReviewClosed(
        bad_review_id=uuid4(), matter_code=BARBER_SHOP, organ_ids=(),
        improvement="增开周六窗口", closed_at=approvals.now, change="place",
    )  # fmt: skip
    later = {"improvement": "窗口再加一人", "closed_at": approvals.now + timedelta(days=9)}

    await hear(approvals, closed)
    await hear(approvals, closed.model_copy(update=later))

    guide = (await approvals.as_("anonymous").get(MATTER)).json()["guide"]
    assert [one["text"] for one in guide["improvements"]] == ["窗口再加一人", "增开周六窗口"]
