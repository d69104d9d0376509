"""Files of a decision (审批附件): attached while the node is open, part of it once it is made."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from shared.refusals import Conflict, Invalid, NotFound

MOST = 20


@dataclass(eq=False)
class AttachmentUnknown(Invalid):
    """附件不属于这个环节。"""

    advice: ClassVar[str] = "请先把附件上传到本环节，再在决定中引用它的编号：{attachments}。"
    attachments: str


@dataclass(eq=False)
class AttachmentNotFound(NotFound):
    """没有找到这个附件。"""

    advice: ClassVar[str] = "请在附件列表中选择。"


@dataclass(eq=False)
class AttachmentDecided(Conflict):
    """附件已随决定归档。"""

    advice: ClassVar[str] = "附件“{file_name}”已是审批决定的一部分，撤回审批后才能删除。"
    file_name: str


@dataclass(eq=False)
class TooManyAttachments(Conflict):
    """附件太多。"""

    advice: ClassVar[str] = "一个环节最多 {most} 个附件，请合并或删除不用的附件。"
    most: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file; ``public``: the applicant may read it, once the decision is made."""

    attachment_id: UUID
    case_id: UUID
    key: str
    public: bool
    file_name: str
    media_type: str
    size: int
    uploaded_by: str
    uploaded_at: datetime
    decided_at: datetime | None = None

    @property
    def is_shown(self) -> bool:
        """Whether the applicant sees it."""
        return self.public and self.decided_at is not None


def require_room(present: Sequence[Attachment], key: str) -> None:
    """Refused with TooManyAttachments."""
    if sum(one.key == key for one in present) >= MOST:
        raise TooManyAttachments(most=MOST)


def require_known(present: Sequence[Attachment], key: str, named: Collection[UUID]) -> None:
    """A decision names files of its own node only; refused with AttachmentUnknown."""
    unknown = set(named) - {one.attachment_id for one in present if one.key == key}
    if unknown:
        raise AttachmentUnknown(attachments="、".join(sorted(map(str, unknown))))
