"""Messages to people: what a service asked to be told, and the channel it goes by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

ChannelKind = Literal["sms", "mini_program", "email"]
TEMPLATES = {
    "policies_matched": "{title}：“{policy}”，请在收件箱中查看并申报。",
    "policies_possible": "{title}：“{policy}”，补充几项信息即可确认。",
    "policies_lost": "{title}：“{policy}”。",
    "policies_closed": "{title}：“{policy}”。",
    "policies_basis_lost": "{title}：“{policy}”。",
    "policies_reminder": "“{policy}”还有 {days} 天截止申报，您还没有申报。",
    "policies_subscribed": "{title}：“{policy}”。",
    "policies_digest": "收件箱中有 {count} 条政策消息，其中有“{policy}”。",
    "case_accepted": "您的办件 {case_no} 已受理，{promised_due} 前办结，可凭查询码查看进度。",
    "case_not_accepted": "您的办件 {case_no} 未予受理，理由请在办件详情中查看。",
    "supplement_asked": "您的办件 {case_no} 需要补正，请在办件详情中查看全部内容后一次补齐。",
    "supplement_overdue": "您的办件 {case_no} 已过补正期限，请在办件详情中查看后续处理。",
    "deferral_overdue": "您的办件 {case_no} 有容缺材料已过补交期限，请尽快补交。",
    "special_procedure": "您的办件 {case_no} 的“{node_name}”进入{procedure}，"
    "预计 {expected_days} 个工作日，依照行政许可法第四十五条不计入办理期限。",
    "case_extended": "您的办件 {case_no} 经批准延长 {extended_days} 个工作日，"
    "新的期限请在办件详情中查看。",
    "case_suspended": "您的办件 {case_no} 已中止办理，理由请在办件详情中查看。",
    "case_recounted": "放假安排已公布，您的办件 {case_no} 的办理期限已重新计算，"
    "改为 {promised_due} 前办结。",
    "case_refused": "您的办件 {case_no} 未获准许，理由和不服时的救济途径请看决定书。",
    "case_terminated": "您的办件 {case_no} 已终止办理，理由请在办件详情中查看。",
    "pre_review_answered": "您的草稿 {case_no} 预审已有答复，请在办件详情中查看意见后再提交。",
    "case_issued": "您的办件 {case_no} 已统一出件，请按选择的方式领取结果。",
    "certificate_revoked": "您的电子证照“{name}”已由{organ_name}撤销，理由请在证照详情中查看。",
    "basis_dead": "您发布的事项“{matter_name}”的依据{document}，请在依据失效清单中处理。",
    "task_urged": "您经办的 {case_no} 的“{node_name}”被催办，请尽快办理。",
    "disclosure_received": "您的政府信息公开申请 {request_no} 已收到，将在 {due}前答复。",
    "disclosure_supplement_asked": "您的政府信息公开申请 {request_no} 需要补正，"
    "请在 {due}前按申请详情一次补齐，逾期不补正视为放弃申请。",
    "disclosure_extended": "您的政府信息公开申请 {request_no} 经批准延长答复期限，"
    "将在 {due}前答复，理由请在申请详情中查看。",
    "disclosure_fee_asked": "您的政府信息公开申请 {request_no} 需要缴纳信息处理费，"
    "金额和依据请在申请详情中查看，请在 {due}前缴纳。",
    "disclosure_answered": "您的政府信息公开申请 {request_no} 已答复，答复书请在申请详情中查看。",
    "bad_review_replied": "您对“{matter_name}”的评价已有答复，"
    "请在“我的评价”中查看，并说明是否满意。",
    "bad_review_due_soon": "“{matter_name}”的差评应当在 {due} 前{duty}，请尽快办理。",
    "bad_review_overdue": "“{matter_name}”的差评应当在 {due} 前{duty}，现已逾期，请尽快办理。",
    "bad_review_again": "“{matter_name}”的差评需要再次整改，请在 {due} 前整改并答复。",
    "bad_review_escalated": "“{matter_name}”的差评{why}，请在差评列表中督办。",
    "letter_due_soon": "来信 {letter_no} 应当在 {due}前答复，请尽快办理。",
    "letter_overdue": "来信 {letter_no} 应当在 {due}前答复，现已逾期，请尽快办理。",
    "letter_answered": "您的来信 {letter_no} 已答复，请在“我的来信”中查看。",
    "letter_refused": "您的来信 {letter_no} 不予受理，理由和去向请在“我的来信”中查看。",
    "consultation_invited": "诚邀您对“{title}”提出意见，请在 {closes_on}前在“意见征集”中发表。",
    "consultation_result": "“{title}”的意见征集结果已公布，您的意见如何处理请在“我的意见”中查看。",
    "review_invitation": "您的办件 {case_no} 已办结，欢迎评价本次服务。",
}
# Where a text message brings its reader the key as well; what is kept of it does not hold the key.
WITH_WORDS = {
    "review_invitation": "您的办件 {case_no} 已办结，欢迎评价本次服务："
    "在网站、小程序或自助终端输入评价码 {code}，不用登录。评价码请勿转发。",
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
    words_of: UUID | None = None

    def words_for(self, kind: ChannelKind) -> UUID | None:
        """What its owner is to be asked for words of, where the text by a channel has such."""
        return self.words_of if kind == "sms" and self.template in WITH_WORDS else None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message as a channel is given it: the sentence, and what it was made of.

    ``key`` is the same whenever the same message is sent again.
    """

    key: str
    text: str = field(repr=False)  # a code may stand in it
    template: str
    parameters: Mapping[str, Any]


def by_preference(contacts: Iterable[Contact]) -> list[Contact]:
    """Those the person prefers, then by the usual order."""
    return sorted(
        contacts, key=lambda contact: (not contact.preferred, PREFERENCE.index(contact.kind))
    )


def text_of(template: str, parameters: Mapping[str, Any]) -> str:
    """The sentence a person reads: the template's, else its name with what was given."""
    sentence = TEMPLATES.get(template)
    if sentence is None:
        given = "，".join(f"{name}：{value}" for name, value in sorted(parameters.items()))
        return f"{template}（{given}）" if given else template
    return filled(sentence, parameters)


def text_with(words: Mapping[str, str], message: MessageAsked) -> str:
    """The sentence with the words that are not kept."""
    return filled(WITH_WORDS[message.template], {**message.parameters, **words})


def filled(words: str, parameters: Mapping[str, Any]) -> str:
    """Words with their parameters; a missing one is shown as such, so that it still goes out."""
    return words.format_map(_Given(parameters))


class _Given(dict[str, Any]):
    """Parameters with an answer for the missing ones."""

    def __missing__(self, name: str) -> str:
        return f"（{name}）"
