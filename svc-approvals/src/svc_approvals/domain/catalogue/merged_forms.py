"""The one form a person fills in: JSON Schema, layout, and each department's view."""

from collections.abc import Mapping
from dataclasses import dataclass

from svc_approvals.domain.catalogue.condition_schema import condition_schema
from svc_approvals.domain.catalogue.conditions import Values, condition_dict, evaluate
from svc_approvals.domain.catalogue.forms import FormField
from svc_approvals.domain.catalogue.guides import Guide

DIALECT = "https://json-schema.org/draft/2020-12/schema"
WORDS = r"^[^\u0000-\u001f\u007f]*[^\s\u0000-\u001f\u007f][^\u0000-\u001f\u007f]*$"
PATTERNS = {
    "identity_no": r"^[1-9][0-9]{16}[0-9Xx]$",
    "mobile": r"^1[3-9][0-9]{9}$",
    "phone": r"^((0[0-9]{2,3}-?)?[1-9][0-9]{6,7}|1[3-9][0-9]{9})$",
    "credit_code": r"^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$",
    "postcode": r"^[0-9]{6}$",
}


@dataclass(frozen=True, slots=True)
class MergedForm:
    """`schema` judges the data, `layout` draws it, `views` says which organ sees what."""

    schema: Mapping[str, object]
    layout: Mapping[str, object]
    views: Mapping[str, tuple[str, ...]]


def merged_form(guide: Guide) -> MergedForm:
    """The departments' forms as one, for the answers of this guide."""
    fields = form_fields(guide)
    organs = dict.fromkeys(
        [sub.organ for sub in guide.sub_matters] + [entry.node.organ for entry in guide.nodes]
    )
    return MergedForm(
        schema=_schema(fields, guide.answers, guide.matter.name),
        layout=_layout(guide),
        views={organ: view_of(guide, organ) for organ in organs},
    )


def form_fields(guide: Guide) -> tuple[FormField, ...]:
    """The data items of the merged form, each once."""
    return tuple(field for section in guide.sections for field in section.fields)


def shown_fields(guide: Guide, data: Values) -> tuple[FormField, ...]:
    """The data items whose condition holds for this data."""
    values = {**data, **guide.answers}
    return tuple(field for field in form_fields(guide) if evaluate(field.when, values).holds)


def view_of(guide: Guide, organ: str) -> tuple[str, ...]:
    """The data items an organ sees: what its own forms ask; the window that issues sees all."""
    keys = [field.key for field in form_fields(guide)]
    if any(entry.node.organ == organ and entry.node.kind == "issue" for entry in guide.nodes):
        return tuple(keys)
    own = {key for sub in guide.sub_matters if sub.organ == organ for key in sub.fields}
    return tuple(key for key in keys if key in own)


def _schema(fields: tuple[FormField, ...], answers: Values, title: str) -> dict[str, object]:
    known = {field.key for field in fields}
    needs = [
        (field.key, condition_schema(field.when, answers, known))
        for field in fields
        if field.required
    ]
    conditional = [
        {"if": holds, "then": {"required": [key]}}
        for key, holds in needs
        if isinstance(holds, dict)
    ]
    return {
        "$schema": DIALECT,
        "title": title,
        "type": "object",
        "properties": {field.key: _field_schema(field) for field in fields},
        "required": [key for key, holds in needs if holds is True],
        "additionalProperties": False,
    } | ({"allOf": conditional} if conditional else {})


def _field_schema(field: FormField) -> dict[str, object]:
    named: dict[str, object] = {"title": field.title}
    if field.hint:
        named["description"] = field.hint
    if field.example:
        named["examples"] = [field.example]
    return named | _kind_schema(field)


def _kind_schema(field: FormField) -> dict[str, object]:
    values = [choice.value for choice in field.choices]
    match field.kind:
        case "text":
            return _text_schema(field)
        case "integer" | "number":
            return {"type": field.kind} | _bounds(field, "minimum", "maximum")
        case "date":
            return {"type": "string", "format": "date"}
        case "yes_no":
            return {"type": "boolean"}
        case "choice":
            return {"type": "string", "enum": values}
        case "choices":
            items: dict[str, object] = {"type": "array", "items": {"enum": values}}
            return items | {"uniqueItems": True} | _bounds(field, "minItems", "maxItems")


def _text_schema(field: FormField) -> dict[str, object]:
    kind: dict[str, object] = {"type": "string", "pattern": WORDS}
    if field.format:
        kind |= {"pattern": PATTERNS[field.format], "format": field.format}
    return kind | {"maxLength": 500} | _bounds(field, "minLength", "maxLength")


def _bounds(field: FormField, least: str, most: str) -> dict[str, object]:
    bounds = {least: field.least, most: field.most}
    return {word: bound for word, bound in bounds.items() if bound is not None}


def _layout(guide: Guide) -> dict[str, object]:
    return {
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                "fields": [_field_layout(field) for field in section.fields],
            }
            for section in guide.sections
        ],
        "rules": [
            {"field": rule.field, "must": condition_dict(rule.must), "message": rule.message}
            for rule in guide.matter.form.rules
            if rule.field in {field.key for field in form_fields(guide)}
        ],
    }


def _field_layout(field: FormField) -> dict[str, object]:
    return {
        "key": field.key,
        "title": field.title,
        "kind": field.kind,
        "required": field.required,
        "personal": field.personal,
        "hint": field.hint,
        "example": field.example,
        "prefill": field.prefill,
        "choices": [{"value": one.value, "label": one.label} for one in field.choices],
        "when": condition_dict(field.when) if field.when else None,
    }
