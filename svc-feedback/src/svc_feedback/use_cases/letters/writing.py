"""What a writer does: write, look up, read what one has written."""

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.events.feedback import LetterAssigned, LetterSubmitted
from shared.identity import Caller
from shared.ids import new_id
from shared.masking import mask_text
from shared.office_hours import china_time
from shared.personal_data import PersonalData
from svc_feedback.domain.letters.kinds import LetterCourse, LetterKind
from svc_feedback.domain.letters.letters import Letter
from svc_feedback.domain.letters.reasons import LetterNotFound, LetterSentAlready
from svc_feedback.domain.letters.rules import Mailbox
from svc_feedback.domain.receipts import digest_of, receipt_code
from svc_feedback.storage import directory
from svc_feedback.storage.letters import files, letters, steps
from svc_feedback.storage.letters.letters import Kept, Private
from svc_feedback.storage.voice import messages
from svc_feedback.use_cases.letters.saving import facts
from svc_feedback.use_cases.office import Office

HEXADECIMAL = 16


@dataclass(frozen=True, slots=True)
class NewLetter:
    """What somebody writes."""

    submission_id: UUID
    mailbox: str
    kind: LetterKind
    writer_agrees: bool
    private: Private


class OwnLetter(NamedTuple):
    """A letter as its writer sees it."""

    kept: Kept
    query_code: str
    steps: list[Row]
    files: list[Row]


async def write_letter(
    work: UnitOfWork, office: Office, caller: Caller, written: NewLetter
) -> OwnLetter:
    """Take a letter in and give its number and query code; another try gets the same.

    Refused with MailboxUnknown, CalendarMissing, or LetterSentAlready when the try says
    something else.
    """
    box = office.letters.mailbox(written.mailbox)
    kept = Kept(await _received(work, office, caller, written, box), written.private)
    digest = digest_of(query_code_of(kept.letter.letter_id, office.secrets))
    if not await letters.add(work, office.secrets, kept, written.submission_id, digest):
        earlier = await letters.by_submission(work, office.secrets, written.submission_id)
        if earlier is None or earlier.private.text != written.private.text:
            raise LetterSentAlready
        return await shown_to_writer(work, office, earlier)
    await _tell_received(work, kept.letter, box)
    await _let_hear(work, office.secrets, kept)
    return await shown_to_writer(work, office, kept)


async def look_letter_up(work: UnitOfWork, office: Office, code: str) -> OwnLetter:
    """The letter of a query code; refused with LetterNotFound."""
    return await shown_to_writer(work, office, await letter_of_code(work, office, code))


async def show_own_letter(
    work: UnitOfWork, office: Office, caller: Caller, letter_id: UUID
) -> OwnLetter:
    """The caller's own; another's is refused with LetterNotFound."""
    kept = await letters.of_account(work, office.secrets, letter_id, caller.subject_id)
    if kept is None:
        raise LetterNotFound
    return await shown_to_writer(work, office, kept)


async def shown_to_writer(work: UnitOfWork, office: Office, kept: Kept) -> OwnLetter:
    """A letter as its writer sees it: with its query code, steps and files."""
    letter_id = kept.letter.letter_id
    return OwnLetter(
        kept,
        query_code_of(letter_id, office.secrets),
        await steps.listed(work, letter_id),
        await files.listed(work, letter_id),
    )


async def letter_of_code(work: UnitOfWork, office: Office, code: str) -> Kept:
    """The letter of a query code; refused with LetterNotFound."""
    kept = await letters.by_digest(work, office.secrets, digest_of(code))
    if kept is None:
        raise LetterNotFound
    return kept


def query_code_of(letter_id: UUID, secrets: PersonalData) -> str:
    """The query code: derived, so that its owner can be shown it again; only its digest is kept."""
    return receipt_code(int(secrets.blind_index("letter-query", str(letter_id)), HEXADECIMAL))


async def _received(
    work: UnitOfWork, office: Office, caller: Caller, written: NewLetter, box: Mailbox
) -> Letter:
    calendar = await office.calendar(work)
    received_on = calendar.received_on(work.now)
    serial = await letters.next_serial(work, box.region_code, received_on)
    limits = office.letters.limits_of(box.region_code)
    letter = Letter(
        letter_id=new_id(),
        letter_no=f"{box.region_code}-{received_on:%Y%m%d}-{serial:05}",
        mailbox=box.code,
        region_code=box.region_code,
        kind=written.kind,
        account_id=None if caller.kind in {"anonymous", "device"} else caller.subject_id,
        writer_agrees=written.writer_agrees,
        received_on=received_on,
        due_on=limits.span(written.kind, LetterCourse.SIMPLE).end(calendar, received_on),
    )
    organ = (await directory.organs(work)).get(box.organ_code) if box.organ_code else None
    if organ is not None:
        letter.assign(organ.organ_id, LetterCourse.SIMPLE, calendar, limits)
    return letter


async def _tell_received(work: UnitOfWork, letter: Letter, box: Mailbox) -> None:
    submitted = LetterSubmitted(
        **facts(letter), mailbox=box.code, received_on=letter.received_on, due_on=letter.due_on
    )
    await work.announce(letter.letter_id, submitted)
    await steps.add(work, letter.letter_id, "received", None, "")
    if letter.organ_id is not None:
        assigned = LetterAssigned(
            **facts(letter, course=letter.course), organ_id=letter.organ_id, due_on=letter.due_on
        )
        await work.announce(letter.letter_id, assigned)
        await steps.add(work, letter.letter_id, "assigned", letter.organ_id, "")


async def _let_hear(work: UnitOfWork, secrets: PersonalData, kept: Kept) -> None:
    """The analysis hears the masked words, as of the day they were written."""
    letter, private = kept
    day, text = china_time(work.now).date(), mask_text(f"{private.title}。{private.text}")
    person = messages.person_digest(secrets, day, letter.account_id or private.phone)
    await messages.add(
        work, "letter", letter.letter_id, day, text, None, letter.region_code, person
    )
