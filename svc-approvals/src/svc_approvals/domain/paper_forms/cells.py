"""From what people write in a cell to what the form keeps; what cannot be read stays as it is.

The form's own check then says what is wrong with it, in the same words as for any other way in.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from svc_approvals.domain.catalogue.forms import FormField
from svc_approvals.domain.paper_forms.layout import labels_of

SEPARATORS = re.compile(r"[、,，;；\n]")
WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,10})?")


def value_of(field: FormField, raw: Any) -> Any:
    """The value of a cell; None when it is blank."""
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    text = raw.strip() if isinstance(raw, str) else raw
    match field.kind:
        case "text":
            return _plain(text)
        case "integer" | "number":
            return _number(text, whole=field.kind == "integer")
        case "date":
            return _day(text)
        case "yes_no" | "choice":
            return _choice(labels_of(field), text)
        case "choices":
            labels = labels_of(field)
            parts = [part.strip() for part in SEPARATORS.split(str(_plain(text)))]
            return [_choice(labels, part) for part in parts if part]


def _plain(raw: Any) -> str:
    """Workbooks turn 13807451234 into a number; it is read back without a decimal point."""
    if isinstance(raw, datetime | date):
        return _day(raw)
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return str(raw)


def _number(raw: Any, *, whole: bool) -> Any:
    if isinstance(raw, bool):
        return str(raw)
    if isinstance(raw, float) and raw.is_integer():
        return int(raw)
    if not isinstance(raw, str):
        return raw
    if WHOLE.fullmatch(raw):
        return int(raw)
    return float(raw) if not whole and NUMBER.fullmatch(raw) else raw


def _day(raw: Any) -> str:
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    return raw.isoformat() if isinstance(raw, date) else str(raw).replace("/", "-")


def _choice(labels: Mapping[Any, str], raw: Any) -> Any:
    if raw in labels:
        return raw
    by_label = {label: value for value, label in labels.items()}
    return by_label.get(str(raw), raw)
