"""Check a certificate's data against its type's schema."""

from collections.abc import Mapping
from typing import Any

from jsonschema_rs import Draft202012Validator, ValidationError

from shared.check_digits import is_credit_code, is_identity_no
from shared.refusals import FieldError
from svc_approvals.domain.certificates.types import CertificateType

FORMATS = {"identity_no": is_identity_no, "credit_code": is_credit_code}


def data_errors(kind: CertificateType, data: Mapping[str, Any]) -> list[FieldError]:
    """Everything wrong with the data, each thing with its pointer."""
    return [_error(kind, fault) for fault in _faults(kind, data)]


def fitting_data(kind: CertificateType, data: Mapping[str, Any]) -> dict[str, Any]:
    """The items that are what the type asks for; what a form left open stays open."""
    wrong = {str(next(iter(fault.instance_path), "")) for fault in _faults(kind, data)}
    return {item: data[item] for item in kind.items if item in data and item not in wrong}


def _faults(kind: CertificateType, data: Mapping[str, Any]) -> list[ValidationError]:
    schema = dict(kind.schema)
    validator = Draft202012Validator(schema, formats=FORMATS, validate_formats=True)
    return list(validator.iter_errors(dict(data)))


def _error(kind: CertificateType, fault: ValidationError) -> FieldError:
    told = fault.kind.as_dict()
    item = str(next(iter(fault.instance_path), told.get("property", "")))
    title = kind.title_of(item)
    pointer = "#/data" + (f"/{item}" if item else "")
    match fault.kind.name:
        case "required":
            return FieldError(pointer, "missing", f"请填写“{title}”")
        case "additionalProperties" | "unevaluatedProperties":
            return FieldError(pointer, "unknown_field", "有该类型证照没有的数据项")
        case _:
            return FieldError(pointer, "wrong_value", f"“{title}”填写有误")
