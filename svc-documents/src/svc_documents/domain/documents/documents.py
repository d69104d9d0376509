"""A document: its twelve elements, its way to publication, its force."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from svc_documents.domain.documents.states import DocumentClass, State
from svc_documents.domain.effects.effects import Cause, Force

NOTHING_KNOWN = Force()


@dataclass(slots=True, kw_only=True)
class Elements:
    """The twelve elements of a document's header, as the Hunan portal shows them.

    索引号, 文号 and 统一登记号 stand with the document itself.
    """

    index_no: str = ""
    disclosure_mode: str = "主动公开"
    disclosure_scope: str = "全社会公开"
    retention: str = "长期"  # 信息时效期
    signed_on: date | None = None  # 签署日期
    registered_on: date | None = None  # 登记日期
    issued_on: date | None = None  # 发文日期
    theme: str = ""  # 所属主题
    responsible_organ: str = ""  # 公开责任部门


@dataclass(slots=True, kw_only=True)
class Document:
    """One document of the library; a renewal is another document linked ``renews``."""

    document_id: UUID
    document_class: DocumentClass
    title: str
    organ_name: str
    short_title: str = ""
    kind: str = ""  # 文种: 法律, 行政法规, 办法, 通知, 通告, ...
    category: str = ""  # the part of the library it stands in
    organ_id: UUID | None = None
    joint_organs: tuple[str, ...] = ()
    region_code: str = ""
    state: State = State.DRAFT
    document_no: str = ""  # 发文字号 in its right form, or as found when it has none
    registration_no: str = ""  # 统一登记号
    elements: Elements = field(default_factory=Elements)
    force: Force = NOTHING_KNOWN
    published_at: datetime | None = None
    stub: bool = False  # only number and dates are known, not the text
    version: int = 0

    @property
    def is_public(self) -> bool:
        """Published; a normative document only with registration and number as well."""
        if self.state is not State.PUBLISHED:
            return False
        whole = bool(self.registration_no and self.document_no)
        return whole or self.document_class is not DocumentClass.NORMATIVE

    @property
    def valid_until(self) -> date | None:
        """The last day of its validity, which is still valid, when a validity ends it."""
        until = self.force.until
        if until is None or self.force.cause is not Cause.LAPSED:
            return None
        return until - timedelta(days=1)
