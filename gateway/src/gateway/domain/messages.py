"""Messages to people: what a service asked to be told, and the channel it goes by."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

ChannelKind = Literal["sms", "mini_program", "email"]
TEMPLATES = {
    "case_accepted": "您的办件 {case_no} 已受理，可凭查询码随时查看进度。",
    "supplement_asked": "您的办件 {case_no} 需要补正材料，请在 {due} 前补交。",
    "deferral_due": "您的办件 {case_no} 还有容缺材料未补交，请在 {due} 前补交。",
    "case_closed": "您的办件 {case_no} 已办结，请查看结果并评价本次服务。",
    "review_invited": "您的办件 {case_no} 已办结，欢迎评价本次服务。",
}
PREFERENCE: tuple[ChannelKind, ...] = ("mini_program", "sms", "email")


@dataclass(frozen=True, slots=True)
class Contact:
    """Where an account can be reached by one channel; the address is personal data."""

    id: UUID
    kind: ChannelKind
    address_cipher: str
    address_masked: str
    preferred: bool


@dataclass(frozen=True, slots=True)
class MessageAsked:
    """A message asked for by a service: a template and parameters without personal data."""

    owner: str
    account_id: UUID
    template: str
    parameters: dict[str, Any]
    dedupe_key: str


def best_contact(contacts: Iterable[Contact]) -> Contact | None:
    """The one the person prefers, else by the usual order; None when there is none."""
    return min(
        contacts,
        key=lambda contact: (not contact.preferred, PREFERENCE.index(contact.kind)),
        default=None,
    )


def text_of(template: str, parameters: dict[str, Any]) -> str:
    """The sentence a person reads: the template's, else its name with what was given."""
    sentence = TEMPLATES.get(template)
    if sentence is None:
        given = "，".join(f"{name}：{value}" for name, value in sorted(parameters.items()))
        return f"{template}（{given}）" if given else template
    return sentence.format_map(_Given(parameters))


class _Given(dict[str, Any]):
    """Parameters in which a missing one is shown as such, so that a message still goes out."""

    def __missing__(self, name: str) -> str:
        return f"（{name}）"
