"""What clients see of files that belong to decisions."""

from uuid import UUID

from pydantic import Field

from shared.moments import Moment
from svc_approvals.api.shown import Shown


class AttachmentView(Shown):
    """One file, and the decision it belongs to."""

    attachment_id: UUID
    key: str = Field(description="所属环节", examples=["health"])
    public: bool = Field(description="决定作出后申请人可以查看")
    file_name: str = Field(examples=["现场核查意见.pdf"])
    media_type: str = Field(examples=["application/pdf"])
    size: int = Field(description="字节")
    uploaded_at: Moment
    decided_at: Moment | None = Field(description="随决定归档的时间；空为尚未使用")
