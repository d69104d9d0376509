"""Random histories through the pure domain and through the service end in the same state."""

from collections.abc import Callable
from random import Random

import pytest
from documents_building import Documents
from draft_building import HUNAN, NOON, TODAY, a_draft, a_step
from life_building import EARLY, Life

from shared.refusals import Refusal
from svc_documents.domain.documents.drafts import Draft
from svc_documents.domain.jurisdictions.jurisdictions import StepKind

STEPS = {
    "comment": StepKind.PUBLIC_COMMENT,
    "legality": StepKind.LEGALITY_REVIEW,
    "discussion": StepKind.COLLECTIVE_DISCUSSION,
}
IN_ORDER = (
    "submit-for-review", "comment", "legality", "discussion", "finish-review", "register",
    "number", "publish",
)  # fmt: skip
OTHERS = ("reword", "unlawful", "withdraw", "reject", *IN_ORDER)


def history(dice: Random) -> list[str]:
    """Mostly in order, now and then something else, sometimes an end."""
    names = []
    for name in IN_ORDER:
        names += [dice.choice(OTHERS)] if dice.random() < 0.35 else []
        names.append(name)
    return names


def in_the_domain(draft: Draft, name: str) -> bool:
    """Whether the pure model lets it happen."""
    commands: dict[str, Callable[[], object]] = {
        "submit-for-review": lambda: draft.submit(HUNAN, TODAY),
        "finish-review": lambda: draft.finish_review(HUNAN),
        "register": lambda: draft.register(HUNAN, "given", TODAY),
        "number": lambda: draft.number("given"),
        "publish": lambda: draft.publish(HUNAN, NOON),
        "withdraw": lambda: draft.withdraw("不再需要"),
        "reject": lambda: draft.reject("不合法"),
        "reword": draft.put_text,
        "unlawful": lambda: draft.record(
            a_step(StepKind.LEGALITY_REVIEW, draft, passed=False), HUNAN, TODAY
        ),
    }
    try:
        if name in STEPS:
            draft.record(a_step(STEPS[name], draft), HUNAN, TODAY)
        else:
            commands[name]()
    except Refusal:
        return False
    return True


async def at_the_service(life: Life, document_id: str, name: str, turn: int) -> bool:
    """Whether the service lets it happen."""
    if name in STEPS:
        answer = await life.step(document_id, STEPS[name])
    elif name == "unlawful":
        answer = await life.step(document_id, StepKind.LEGALITY_REVIEW, passed=False)
    elif name == "reword":
        answer = await life.ask(
            "PATCH", f"/{document_id}", json={"markdown": f"第一条 第{turn}稿。"},
            headers={"If-Match": "*"},
        )  # fmt: skip
    elif name in {"withdraw", "reject"}:
        answer = await life.go(document_id, name, reason="不再需要")
    else:
        answer = await life.go(document_id, name)
    assert answer.status_code in {200, 201, 409}, answer.text
    return answer.status_code < 400


@pytest.mark.parametrize("seed", range(12))
async def test_the_service_and_the_pure_domain_agree(documents: Documents, seed: int) -> None:
    life, dice = Life(documents), Random(seed)  # noqa: S311 - histories
    await life.settle()
    draft = a_draft(effective_on=None, **EARLY)
    document_id = str((await life.begin(**EARLY))["document_id"])

    for turn, name in enumerate(history(dice)):
        assert in_the_domain(draft, name) == await at_the_service(life, document_id, name, turn)
        row = await documents.pool.fetchrow(
            "SELECT state, is_public, revision, registration_no <> '' AS registered,"
            " force_from IS NOT NULL AS has_force FROM document JOIN draft USING (document_id)"
        )
        assert row is not None
        document = draft.document
        assert dict(row) == {
            "state": document.state, "is_public": document.is_public, "revision": draft.revision,
            "registered": bool(document.registration_no),
            "has_force": document.force.first is not None,
        }  # fmt: skip
        assert (await documents.as_().get(f"/documents/{document_id}")).status_code == (
            200 if document.is_public else 404
        )
