"""The answer as a letter (答复书): what was asked, the answer, why, and the remedies."""

from dataclasses import dataclass

from svc_documents.domain.disclosure_requests.answers import GROUNDS, KINDS, Answer
from svc_documents.domain.disclosure_requests.requests import DisclosureRequest

REMEDIES = (
    "如对本答复不服，可以自收到之日起六十日内依法申请行政复议，"
    "或者自收到之日起六个月内依法提起行政诉讼。"
)
REGULATION = "《中华人民共和国政府信息公开条例》"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as data: its parts in order."""

    title: str
    number: str
    addressee: str
    paragraphs: tuple[str, ...]
    signed_by: str
    signed_on: str


def letter_of(
    request: DisclosureRequest, answer: Answer, organ: str, name: str, asked: str, text: str
) -> Letter:
    """The letter of an answered request."""
    return Letter(
        title="政府信息公开申请答复书",
        number=request.request_no,
        addressee=f"{name}：",
        paragraphs=tuple(_paragraphs(request, answer, asked, text)),
        signed_by=organ,
        signed_on=_day(answer.answered_on),
    )


def _paragraphs(request: DisclosureRequest, answer: Answer, asked: str, text: str) -> list[str]:
    kind = KINDS[answer.kind]
    said = [
        f"本机关于{_day(request.received_on)}收到您提交的政府信息公开申请：{asked}",
        f"根据{REGULATION}{kind.article}，本机关答复如下：{kind.title}。",
        *(
            f"不予公开的理由：{GROUNDS[one].title}（{REGULATION}{GROUNDS[one].article}）。"
            for one in answer.grounds
        ),
        *([f"负责公开该信息的机关：{answer.responsible_organ}。"] if _named(answer) else []),
        *([text] if text else []),
        REMEDIES,
    ]
    return [one for one in said if one]


def _named(answer: Answer) -> bool:
    return bool(answer.responsible_organ)


def _day(day: object) -> str:
    year, month, number = str(day).split("-")
    return f"{year}年{int(month)}月{int(number)}日"
