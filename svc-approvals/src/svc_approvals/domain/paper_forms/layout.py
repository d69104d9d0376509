"""How the one form looks on paper and in a workbook: its sections, items, and what is filled in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from svc_approvals.domain.catalogue.conditions import evaluate
from svc_approvals.domain.catalogue.forms import FormField
from svc_approvals.domain.catalogue.guides import Guide
from svc_approvals.domain.catalogue.questions import Question

YES, NO = "是", "否"
FORMATS = {
    "identity_no": "18 位居民身份证号码",
    "mobile": "11 位手机号码",
    "phone": "固定电话（含区号）或手机号码",
    "credit_code": "18 位统一社会信用代码",
    "postcode": "6 位邮政编码",
}
KINDS = {"integer": "整数", "number": "数字", "date": "日期，如 2026-03-02"}


@dataclass(frozen=True, slots=True)
class PaperItem:
    """One data item: `text` is what is filled in, `options` what may be chosen."""

    key: str
    title: str
    text: str
    options: tuple[str, ...]
    chosen: tuple[str, ...]
    several: bool
    required: bool
    note: str


@dataclass(frozen=True, slots=True)
class PaperSection:
    """Items under one heading."""

    title: str
    items: tuple[PaperItem, ...]


@dataclass(frozen=True, slots=True)
class PaperForm:
    """The form of one matter for these answers."""

    matter_code: str
    title: str
    scenario: str
    sections: tuple[PaperSection, ...]


def paper_form(guide: Guide, form: Mapping[str, Any]) -> PaperForm:
    """The form to be printed: items that cannot apply to these answers are left out."""
    values = {**form, **guide.answers}
    sections = (
        PaperSection(
            section.title,
            tuple(
                _item(field, form.get(field.key))
                for field in section.fields
                if _may_apply(field, values)
            ),
        )
        for section in guide.sections
    )
    return PaperForm(
        guide.matter.code,
        guide.matter.name,
        "；".join(_scenario(guide)),
        tuple(section for section in sections if section.items),
    )


def _may_apply(field: FormField, values: Mapping[str, Any]) -> bool:
    verdict = evaluate(field.when, values)
    return verdict.holds or bool(verdict.needs)


def _scenario(guide: Guide) -> Iterator[str]:
    for question in guide.questions:
        if question.key in guide.answers:
            yield f"{question.title}：{_answered(question, guide.answers[question.key])}"


def _answered(question: Question, answer: Any) -> str:
    labels = {choice.value: choice.label for choice in question.choices}
    given = answer if isinstance(answer, list | tuple) else [answer]
    return "、".join(labels.get(one, str(one)) for one in given)


def _item(field: FormField, value: Any) -> PaperItem:
    options = labels_of(field)
    chosen = _labels(field, value)
    return PaperItem(
        key=field.key,
        title=field.title,
        text="、".join(chosen) if options else ("" if value is None else str(value)),
        options=tuple(options.values()),
        chosen=chosen,
        several=field.kind == "choices",
        required=field.required and field.when is None,
        note="；".join(_notes(field)),
    )


def labels_of(field: FormField) -> dict[Any, str]:
    """What may be chosen, value by label; empty for what is written freely."""
    if field.kind == "yes_no":
        return {True: YES, False: NO}
    return {choice.value: choice.label for choice in field.choices}


def _labels(field: FormField, value: Any) -> tuple[str, ...]:
    labels = labels_of(field)
    given = value if isinstance(value, list) else [] if value is None else [value]
    return tuple(labels[one] for one in given if one in labels)


def _notes(field: FormField) -> Iterator[str]:
    if field.format:
        yield FORMATS[field.format]
    elif field.kind in KINDS:
        yield KINDS[field.kind]
    elif field.kind == "choices":
        yield "可多选，用顿号隔开"
    if field.hint:
        yield field.hint
    if field.when is not None:
        yield "符合条件时填写"
    elif not field.required:
        yield "选填"
