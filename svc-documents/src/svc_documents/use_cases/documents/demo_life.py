"""The demo's documents on their way, taken there by the verbs of everybody."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import Caller
from svc_documents.domain.documents.drafts import Draft
from svc_documents.domain.documents.states import State
from svc_documents.domain.documents.steps import Step
from svc_documents.domain.jurisdictions.jurisdictions import StepKind
from svc_documents.domain.texts.blocks import plain_of
from svc_documents.domain.texts.markdown import structured_markdown
from svc_documents.storage import directory
from svc_documents.storage.days import today_of
from svc_documents.storage.directory import Organ
from svc_documents.storage.documents import drafts
from svc_documents.storage.documents.drafts import DraftText
from svc_documents.use_cases.documents import drafting, publishing, registering, reviewing
from svc_documents.use_cases.documents.registering import WantedNumber
from svc_documents.use_cases.documents.whose import rules_for
from svc_documents.use_cases.office import Office

MEMBERS = (
    "title", "kind", "theme", "is_major", "touches_market", "effective_on", "early_reason",
)  # fmt: skip
WAY = (
    State.UNDER_LEGAL_REVIEW, State.REVIEWED, State.REGISTERED, State.NUMBERED, State.PUBLISHED,
)  # fmt: skip


async def load_documents_on_their_way(
    work: UnitOfWork, office: Office, template: Mapping[str, Any]
) -> int:
    """Begin what is not there yet and take it to its stage; answers how many.

    The directory must have told of the organs the template names; see ``organs_of``.
    """
    organs = await directory.organs(work)
    registrar = _caller(organs, template["registrar"], "registrar")
    begun = 0
    for entry in template["documents"]:
        if await drafts.is_begun(work, organs[entry["organ"]].organ_id, entry["title"]):
            continue
        await _Journey(work, office, template, registrar).take(organs, entry)
        begun += 1
    return begun


def organs_of(template: Mapping[str, Any]) -> set[str]:
    """The codes of the organs a template names."""
    return {one["organ"] for one in [template["registrar"], *template["documents"]]}


class _Journey:
    """One document on its way, in the names of its editor and the registrar."""

    def __init__(
        self, work: UnitOfWork, office: Office, template: Mapping[str, Any], registrar: Caller
    ) -> None:
        self._work, self._office = work, office
        self._template, self._registrar = template, registrar

    async def take(self, organs: Mapping[str, Organ], entry: Mapping[str, Any]) -> None:
        """Begin it, and go as far as its stage."""
        editor = _caller(organs, {**entry, "staff_no": entry["editor"]}, "editor")
        blocks = structured_markdown(entry["markdown"])
        members = {name: entry[name] for name in MEMBERS if name in entry}
        draft = await drafting.draft_document(
            self._work, self._office, editor, members, DraftText(blocks, plain_of(blocks))
        )
        document_id, stage = draft.document.document_id, State(entry["stage"])
        for state in WAY[: WAY.index(stage) + 1] if stage in WAY else ():
            await self._reach(state, document_id, editor, entry)
        if stage is State.WITHDRAWN:
            await reviewing.withdraw_document(self._work, editor, document_id, entry["reason"])

    async def _reach(
        self, state: State, document_id: UUID, editor: Caller, entry: Mapping[str, Any]
    ) -> None:
        with_whom = (self._work, self._office, self._registrar, document_id)
        if state is State.UNDER_LEGAL_REVIEW:
            draft = await reviewing.submit_document_for_review(
                self._work, self._office, editor, document_id
            )
            await self._hold_steps(draft, done=entry["stage"] != state)
        elif state is State.REVIEWED:
            await reviewing.finish_document_review(*with_whom)
        elif state is State.REGISTERED:
            await registering.register_document(*with_whom)
        elif state is State.NUMBERED:
            await registering.number_document(*with_whom, WantedNumber(code=entry.get("code", "")))
        else:
            await publishing.publish_document(*with_whom)

    async def _hold_steps(self, draft: Draft, *, done: bool) -> None:
        """All steps the document needs; only the first when it stays under review."""
        rules = rules_for(self._office, draft.document.region_code)
        needed = draft.missing(rules)
        for kind in needed if done else needed[:1]:
            await reviewing.record_document_step(
                self._work, self._office, self._registrar, draft.document.document_id,
                self._step(kind, draft),
            )  # fmt: skip

    def _step(self, kind: StepKind, draft: Draft) -> Step:
        known = self._template["steps"][kind]
        done_on = today_of(self._work) - timedelta(days=known["days_ago"])
        by_drafter = known["done_by"] == "起草单位"
        return Step(
            kind=kind, passed=True, opinion=known["opinion"], done_on=done_on,
            done_by=draft.document.organ_name if by_drafter else known["done_by"],
            opened_on=done_on - timedelta(days=known["days"]) if "days" in known else None,
        )  # fmt: skip


def _caller(organs: Mapping[str, Organ], who: Mapping[str, Any], role: str) -> Caller:
    organ = organs[who["organ"]]
    return Caller(
        who["staff_no"], "staff", roles=frozenset({role}), organ_id=organ.organ_id,
        region_code=organ.region_code, staff_no=who["staff_no"],
    )  # fmt: skip
