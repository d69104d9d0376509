"""What a person is told of a policy: only what differs from what they were told before."""

from dataclasses import dataclass
from enum import StrEnum

from svc_policy_match.domain.conditions.truth import FALSE, TRUE, Truth


class Tiding(StrEnum):
    """The kinds of messages; 符合 and 可能符合 have texts of their own."""

    MATCHED = "matched"
    POSSIBLE = "possible"
    LOST = "lost"
    CLOSED = "closed"  # the policy takes no applications any more
    BASIS_LOST = "basis_lost"  # what the policy rests on is no longer in force
    REMINDER = "reminder"
    SUBSCRIBED = "subscribed"  # of a theme, place or event of life somebody follows


TITLES = {
    Tiding.MATCHED: "您符合一项政策的条件",
    Tiding.POSSIBLE: "您可能符合一项政策的条件",
    Tiding.LOST: "您不再符合一项政策的条件",
    Tiding.CLOSED: "一项政策已停止申报",
    Tiding.BASIS_LOST: "一项政策的依据已失效，暂停申报",
    Tiding.REMINDER: "一项政策即将截止申报",
    Tiding.SUBSCRIBED: "您关注的内容有新政策",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody was told last of a policy."""

    version: int
    tiding: Tiding

    @property
    def verdict(self) -> Truth:
        """What they believe since."""
        if self.tiding is Tiding.MATCHED:
            return TRUE
        return Truth.UNKNOWN if self.tiding is Tiding.POSSIBLE else FALSE


def news(told: Told | None, verdict: Truth) -> Tiding | None:
    """What to tell now, None where nothing has changed for them.

    Who was only told that a policy may fit is not told that it does not.
    """
    before = FALSE if told is None else told.verdict
    if verdict is before:
        return None
    if verdict is TRUE:
        return Tiding.MATCHED
    if verdict is FALSE:
        return Tiding.LOST if before is TRUE else None
    return Tiding.POSSIBLE


def dedupe_key(policy_id: str, version: int, account_id: str, tiding: Tiding) -> str:
    """What makes a message one: the policy, its version, the account, and what is told.

    A profile may gain, lose and gain again under one version: each is news once a version, so
    that a redelivery never is.
    """
    return f"{policy_id}:{version}:{account_id}:{tiding.value}"
