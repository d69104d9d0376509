"""Letters as they are shown."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.database import Row
from shared.masking import mask_name, mask_phone
from shared.moments import Moment
from shared.work_calendar import WorkCalendar
from svc_feedback.domain.letters.kinds import LetterCourse, LetterKind, LetterState, RefusalKind
from svc_feedback.domain.letters.letters import Letter, Light
from svc_feedback.storage.letters.letters import PLAIN, Kept, letter_of
from svc_feedback.storage.letters.steps import StepKind
from svc_feedback.use_cases.letters.writing import OwnLetter


class MailboxView(BaseModel):
    """A leader's mailbox."""

    model_config = ConfigDict(from_attributes=True)

    code: str = Field(examples=["mayor"])
    name: str = Field(examples=["区长信箱"])
    region_code: str


class LetterStepView(BaseModel):
    """What was done with it."""

    number: int
    kind: StepKind
    at: Moment
    organ: str
    note: str


class LetterFileView(BaseModel):
    """A file that came with it."""

    model_config = ConfigDict(extra="ignore")

    file_id: UUID
    file_name: str
    media_type: str
    size: int
    uploaded_at: Moment


class LetterRowView(BaseModel):
    """A letter in a list; personal data in its title is masked."""

    letter_id: UUID
    letter_no: str
    mailbox: str
    kind: LetterKind
    kind_label: str
    title: str
    state: LetterState
    state_label: str
    received_on: date
    due_on: date
    light: Light
    organ_id: UUID | None
    submitted_at: Moment


class LetterView(BaseModel):
    """A letter with its words, its answer and every step."""

    letter_id: UUID
    letter_no: str = Field(examples=["431202-20260105-00001"])
    mailbox: str
    kind: LetterKind
    kind_label: str = Field(examples=["投诉"])
    title: str
    text: str
    public: bool = Field(description="来信人是否同意公开")
    state: LetterState
    state_label: str = Field(examples=["办理中"])
    course: LetterCourse
    received_on: date
    due_on: date
    extended: bool
    answer: str
    refusal: RefusalKind | None
    refusal_label: str | None
    closed_on: date | None
    satisfaction: int | None = Field(ge=1, le=5, description="来信人对答复的满意程度，未评价为空")
    steps: list[LetterStepView]
    files: list[LetterFileView]


class OwnLetterView(LetterView):
    """The same with the code its writer looks it up with."""

    query_code: str = Field(examples=["7K3M-0Q9T-XW2B-55HD"])


class HandledLetterView(LetterView):
    """The same for who answers; whoever only oversees sees name and phone masked."""

    organ_id: UUID | None
    light: Light
    name: str
    phone: str


class PublishedLetterView(BaseModel):
    """A letter and its answer as everybody may read them: both agreed, personal data masked."""

    letter_id: UUID
    letter_no: str
    mailbox: str
    kind: LetterKind
    region_code: str
    organ_id: UUID
    organ: str = Field(examples=["市场监督管理局"])
    title: str
    text: str
    answer: str
    received_on: date
    answered_on: date


class LetterFiguresView(BaseModel):
    """An organ's month; a rate over nothing is null."""

    organ_id: UUID | None
    organ: str
    received: int
    refused: int
    valid: int
    answered: int
    answered_in_time: int
    overdue_open: int
    rated: int = Field(description="来信人评价了答复的件数")
    satisfied: int = Field(description="其中基本满意以上的件数")
    answer_rate: float | None
    in_time_rate: float | None
    satisfaction_rate: float | None


class LetterMonthView(BaseModel):
    """The monthly table of a region."""

    region_code: str
    month: str = Field(examples=["2026-01"])
    rows: list[LetterFiguresView]


def row_view(row: Row, calendar: WorkCalendar, today: date) -> dict[str, Any]:
    """One line of a list."""
    letter = letter_of(row)
    return {name: row[name] for name in PLAIN if name in LetterRowView.model_fields} | {
        "submitted_at": row["submitted_at"],
        "title": row["title_masked"],
        "light": letter.light(calendar, today),
        "kind_label": letter.kind.label,
        "state_label": letter.state.label,
    }


def own_view(own: OwnLetter) -> OwnLetterView:
    """As its writer sees it."""
    shown = _shown(own.kept, own.steps, own.files)
    return OwnLetterView(**shown, query_code=own.query_code)


def handled_view(
    kept: Kept,
    done: tuple[Sequence[Row], Sequence[Row]],
    light: Light,
    *,
    oversees: bool,
) -> HandledLetterView:
    """As who answers it sees it; ``done`` are its steps and files."""
    private = kept.private
    name = mask_name(private.name) if oversees else private.name
    phone = mask_phone(private.phone) if oversees else private.phone
    return HandledLetterView(
        **_shown(kept, *done), organ_id=kept.letter.organ_id, light=light, name=name, phone=phone
    )


def _shown(kept: Kept, steps: Sequence[Row], files: Sequence[Row]) -> dict[str, Any]:
    letter, private = kept
    return _plain(letter) | {
        "title": private.title,
        "text": private.text,
        "answer": private.answer,
        "public": letter.writer_agrees,
        "steps": [LetterStepView(**row) for row in steps],
        "files": [LetterFileView(**row) for row in files],
    }


def _plain(letter: Letter) -> dict[str, Any]:
    names = set(LetterView.model_fields) & set(Letter.__slots__)
    return {name: getattr(letter, name) for name in names} | {
        "kind_label": letter.kind.label,
        "state_label": letter.state.label,
        "refusal_label": letter.refusal and letter.refusal.label,
    }
