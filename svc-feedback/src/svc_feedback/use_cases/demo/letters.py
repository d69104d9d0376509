"""The demo's letters."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from shared.identity import ANONYMOUS
from svc_feedback.domain.letters.kinds import (
    LetterCourse,
    LetterKind,
    LetterState,
    RefusalKind,
)
from svc_feedback.domain.letters.letters import Letter
from svc_feedback.storage import directory
from svc_feedback.storage.letters.letters import Private
from svc_feedback.use_cases.demo.days import Begin, demo_id, moment, overseer
from svc_feedback.use_cases.letters import handling
from svc_feedback.use_cases.letters.writing import NewLetter, write_letter
from svc_feedback.use_cases.office import Office


async def load_letters(begin: Begin, office: Office, file: Mapping[str, Any]) -> None:
    """Write the letters, give them out and answer some; safe to repeat."""
    for kept in file["letters"]:
        letter = await _written(begin, office, kept)
        if letter.state is LetterState.RECEIVED:
            await _given_out(begin, office, kept, letter)
        if "answer" in kept and not letter.state.is_closed:
            await _answered(begin, office, kept, letter.letter_id)


async def _written(begin: Begin, office: Office, kept: Mapping[str, Any]) -> Letter:
    private = Private(kept["name"], kept["phone"], kept["title"], kept["text"])
    written = NewLetter(
        demo_id("letter", kept["key"]), kept["mailbox"], LetterKind(kept["kind"]),
        kept["public"], private,
    )  # fmt: skip
    async with begin(moment(-kept["days_ago"])) as work:
        return (await write_letter(work, office, ANONYMOUS, written)).kept.letter


async def _given_out(begin: Begin, office: Office, kept: Mapping[str, Any], letter: Letter) -> None:
    caller = overseer(letter.region_code)
    async with begin(moment(1 - kept["days_ago"])) as work:
        if "refusal" in kept:
            kind = RefusalKind(kept["refusal"])
            await handling.refuse_letter(work, office, caller, letter.letter_id, kind, "")
        elif "organ" in kept:
            organ_id = (await directory.organs(work))[kept["organ"]].organ_id
            course = LetterCourse(kept.get("course", LetterCourse.SIMPLE))
            await handling.assign_letter(work, office, caller, letter.letter_id, organ_id, course)


async def _answered(begin: Begin, office: Office, kept: Mapping[str, Any], letter_id: UUID) -> None:
    region = office.letters.mailbox(kept["mailbox"]).region_code
    async with begin(moment(-kept["answered_days_ago"])) as work:
        await handling.answer_letter(
            work, office, overseer(region), letter_id, kept["answer"], public=kept["agreed"]
        )
