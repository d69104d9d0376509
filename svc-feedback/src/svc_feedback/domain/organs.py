"""Organs that something may be addressed to."""

from shared.refusals import FieldError, Invalid


class AddresseeUnknown(Invalid):
    """没有这个部门。"""

    advice = "请从部门目录中选择收件部门。"

    @classmethod
    def at(cls, pointer: str = "#/organ_id") -> "AddresseeUnknown":
        """The refusal for one member of the request."""
        return cls(errors=[FieldError(pointer, "unknown_organ", "没有这个部门，请从目录中选择。")])
