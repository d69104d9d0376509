"""Relations between documents: what one does to another, and from which day."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal, NamedTuple
from uuid import UUID

from svc_documents.domain.effects.acts import Act, ActKind
from svc_documents.domain.effects.effects import Cause


class RelationKind(StrEnum):
    """What one document is to another."""

    AMENDS = "amends"
    REPEALS = "repeals"
    REPLACES = "replaces"
    RENEWS = "renews"
    IMPLEMENTS = "implements"
    INTERPRETS = "interprets"
    CITES = "cites"


LABELS = {
    RelationKind.AMENDS: ("修改", "被修改"),
    RelationKind.REPEALS: ("废止", "被废止"),
    RelationKind.REPLACES: ("替代", "被替代"),
    RelationKind.RENEWS: ("延续", "被延续"),
    RelationKind.IMPLEMENTS: ("实施", "有实施规定"),
    RelationKind.INTERPRETS: ("解读", "有解读"),
    RelationKind.CITES: ("引用", "被引用"),
}
REASONS = {
    RelationKind.AMENDS: "由{name}修改",
    RelationKind.REPEALS: "由{name}废止",
    RelationKind.REPLACES: "由{name}替代",
    RelationKind.RENEWS: "由{name}重新公布，继续执行",
}
CAUSES = {
    RelationKind.REPEALS: Cause.REPEALED,
    RelationKind.REPLACES: Cause.REPLACED,
    RelationKind.RENEWS: Cause.REPLACED,
}
IN_PART = frozenset({RelationKind.AMENDS, RelationKind.REPEALS})  # what may name articles


class Family(NamedTuple):
    """Kinds in which a chain may not come back to where it began; repeals whole or in part."""

    kinds: tuple[RelationKind, ...]
    whole: bool


SUCCESSION = Family((RelationKind.REPEALS, RelationKind.REPLACES, RelationKind.RENEWS), whole=True)
AMENDING = Family((RelationKind.AMENDS, RelationKind.REPEALS), whole=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What a document says it is to another; kept for good, also when it was retracted."""

    relation_id: UUID
    document_id: UUID
    kind: RelationKind
    target_id: UUID | None
    target_text: str = ""  # the reference as it stands in the text
    articles: tuple[str, ...] = ()
    takes_effect_on: date | None = None
    origin: Literal["declared", "found"] = "declared"
    sentence: str = ""
    recorded_at: datetime | None = None
    carried_out_at: datetime | None = None
    retracted_at: datetime | None = None
    retraction: str = ""

    @property
    def acts(self) -> bool:
        """Whether something follows from it for the force of the other document."""
        return self.kind in REASONS and self.origin == "declared" and self.target_id is not None

    def act(self, on: date, name: str) -> Act:
        """What it does to the other's force; a repeal of articles amends."""
        reason = REASONS[self.kind].format(name=name)
        cause = None if self.articles else CAUSES.get(self.kind)
        kind = ActKind.AMENDS if cause is None else ActKind.ENDS
        return Act(kind, on, cause, reason, self.document_id)

    @property
    def family(self) -> Family | None:
        """Within which kinds it may not close a circle; citing each other is no fault."""
        if self.kind is RelationKind.CITES:
            return None
        if self.kind is RelationKind.AMENDS or (self.articles and self.kind in IN_PART):
            return AMENDING
        if self.kind in CAUSES:
            return SUCCESSION
        return Family((self.kind,), whole=True)
