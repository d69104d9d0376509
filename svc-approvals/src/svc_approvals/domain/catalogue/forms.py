"""The one form of a matter: sections, data items and the rules across them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from svc_approvals.domain.catalogue.conditions import Condition
from svc_approvals.domain.catalogue.questions import Choice
from svc_approvals.domain.catalogue.shapes import Key, Text

FieldKind = Literal["text", "integer", "number", "date", "yes_no", "choice", "choices"]
FieldFormat = Literal["identity_no", "mobile", "phone", "credit_code", "postcode"]


@dataclass(frozen=True, slots=True)
class FormField:
    """One data item (数据项), asked once for all departments.

    `personal` values are stored encrypted and shown masked. `prefill` names the item
    of the data account or certificate it may be filled from.
    """

    key: Key
    title: Text
    kind: FieldKind = "text"
    required: bool = True
    personal: bool = False
    choices: tuple[Choice, ...] = ()
    format: FieldFormat | None = None
    least: int | None = None
    most: int | None = None
    hint: str = ""
    example: str = ""
    prefill: str = ""
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class FormSection:
    """Data items that are filled in together, under one heading."""

    key: Key
    title: Text
    fields: tuple[FormField, ...] = ()


@dataclass(frozen=True, slots=True)
class FormRule:
    """A rule across fields: `must` has to hold, or `message` is shown at `field`."""

    field: Key
    must: Condition
    message: Text


@dataclass(frozen=True, slots=True)
class Form:
    """The definition of the form (“一件事一次办”申请表)."""

    sections: tuple[FormSection, ...] = ()
    rules: tuple[FormRule, ...] = ()

    def fields(self) -> Iterator[FormField]:
        """Every data item, in the order it is asked."""
        for section in self.sections:
            yield from section.fields


NO_FORM = Form()
