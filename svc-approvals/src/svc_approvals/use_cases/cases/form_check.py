"""Check a form's data against its own schema and the rules across fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jsonschema_rs import Draft202012Validator, ValidationError

from shared.check_digits import is_credit_code, is_identity_no
from svc_approvals.domain.catalogue.conditions import evaluate, unanswered
from svc_approvals.domain.catalogue.forms import FormField
from svc_approvals.domain.catalogue.guides import Guide
from svc_approvals.domain.catalogue.merged_forms import form_fields, merged_form, shown_fields
from svc_approvals.domain.catalogue.problems import Problem, pointer

FORMATS = {"identity_no": is_identity_no, "credit_code": is_credit_code}
EXPECTED = {
    "identity_no": "请填写 18 位居民身份证号码，并核对每一位",
    "credit_code": "请填写 18 位统一社会信用代码，并核对每一位",
    "mobile": "请填写 11 位手机号码",
    "phone": "请填写固定电话（含区号）或手机号码",
    "postcode": "请填写 6 位邮政编码",
    "text": "请填写文字，不含换行和控制字符",
    "integer": "请填写整数",
    "number": "请填写数字",
    "date": "请填写日期，例如 2026-03-02",
    "yes_no": "请选择是或否（true 或 false）",
}
CODES = {
    "required": "missing",
    "minLength": "too_short",
    "maxLength": "too_long",
    "minimum": "too_small",
    "maximum": "too_large",
    "minItems": "too_few",
    "maxItems": "too_many",
    "enum": "wrong_choice",
    "uniqueItems": "duplicate",
    "type": "wrong_type",
    "pattern": "wrong_format",
    "format": "wrong_format",
}


@dataclass(frozen=True, slots=True)
class CheckedForm:
    """`data` is what counts: answered, and shown for these answers; `problems` what is wrong."""

    data: Mapping[str, object]
    problems: tuple[Problem, ...]


def check_form(guide: Guide, data: object, *, complete: bool = True) -> CheckedForm:
    """Check the data of a form; a draft (`complete=False`) may still miss fields.

    Values of fields that are not shown are left out and not judged; problems come in
    the order in which the form asks, unknown fields last.
    """
    if not isinstance(data, Mapping):
        return CheckedForm({}, (Problem("/form", "wrong_type", "form 应当是一个对象"),))
    given = {str(key): value for key, value in data.items() if not unanswered(value)}
    known = [field.key for field in form_fields(guide)]
    shown = {field.key: field for field in shown_fields(guide, given)}
    counted = {key: value for key, value in given.items() if key in shown}
    problems = [
        *_unknown(given, set(known)),
        *_faults(guide, counted, shown, complete=complete),
        *_broken_rules(guide, counted, shown),
    ]
    asked = {pointer("form", key): place for place, key in enumerate(known)}
    problems.sort(key=lambda one: asked.get("/".join(one.pointer.split("/")[:3]), len(asked)))
    return CheckedForm(counted, tuple(problems))


def _unknown(given: Mapping[str, object], known: set[str]) -> Iterator[Problem]:
    for key in sorted(given.keys() - known):
        yield Problem(pointer("form", key), "unknown_field", f"表单里没有“{key}”这一项")


def _faults(
    guide: Guide, data: Mapping[str, object], shown: Mapping[str, FormField], *, complete: bool
) -> Iterator[Problem]:
    validator = Draft202012Validator(
        dict(merged_form(guide).schema), formats=FORMATS, validate_formats=True
    )
    seen: set[tuple[str, str]] = set()
    for fault in validator.iter_errors(dict(data)):
        key = _field_of(fault)
        code = CODES.get(fault.kind.name, "wrong_value")
        if key in shown and (complete or code != "missing") and (key, code) not in seen:
            seen.add((key, code))
            yield Problem(_where(key, fault), code, _message(shown[key], fault))


def _field_of(fault: ValidationError) -> str:
    missing = fault.kind.as_dict().get("property") if fault.kind.name == "required" else None
    return str(missing if missing is not None else next(iter(fault.instance_path), ""))


def _where(key: str, fault: ValidationError) -> str:
    return pointer("form", key, *fault.instance_path[1:])


def _message(field: FormField, fault: ValidationError) -> str:
    match fault.kind.name:
        case "required":
            return f"请填写“{field.title}”"
        case "minimum" | "minLength" | "minItems":
            return f"“{field.title}”{_measure(field)}不能少于 {field.least}"
        case "maximum" | "maxLength" | "maxItems":
            return f"“{field.title}”{_measure(field)}不能超过 {field.most or 500}"
        case "uniqueItems":
            return f"“{field.title}”里有重复的选项"
        case _:
            return f"“{field.title}”填写有误：{_expected(field)}"


def _measure(field: FormField) -> str:
    return {"text": "的字数", "choices": "的选项数"}.get(field.kind, "")


def _expected(field: FormField) -> str:
    if field.choices:
        offered = "、".join(f"{one.value}（{one.label}）" for one in field.choices)
        return f"请从这些选项中选择：{offered}"
    return EXPECTED[field.format or field.kind]


def _broken_rules(
    guide: Guide, data: Mapping[str, object], shown: Mapping[str, FormField]
) -> Iterator[Problem]:
    """A rule is broken when it is known not to hold; an open one waits for its fields."""
    values = {**data, **guide.answers}
    for rule in guide.matter.form.rules:
        verdict = evaluate(rule.must, values)
        if rule.field in shown and not verdict.holds and not verdict.needs:
            yield Problem(pointer("form", rule.field), "rule_broken", rule.message)
