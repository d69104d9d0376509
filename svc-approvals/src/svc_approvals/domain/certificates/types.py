"""A type of certificate (证照类型): who issues it, what it says, how long it holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class CertificateType:
    """One type, as the definitions say it.

    `issuers` are the directory's codes of the organs that may issue it. `schema` is a JSON
    Schema of its data; the order of its properties is the order in print. `from_form` says
    which fields of an application's form give a data item, where the names differ;
    `prefill` which item of the data account a data item is, so that forms are filled from it.
    """

    code: str
    name: str
    issuers: tuple[str, ...]
    schema: Mapping[str, Any]
    valid_days: int | None = None
    from_form: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    prefill: Mapping[str, str] = field(default_factory=dict)

    @property
    def items(self) -> Mapping[str, Mapping[str, Any]]:
        """The data items by name, each with its part of the schema."""
        items: Mapping[str, Mapping[str, Any]] = self.schema["properties"]
        return items

    def title_of(self, item: str) -> str:
        """What a data item is called in print."""
        return str(self.items.get(item, {}).get("title", item))

    def problems(self) -> list[str]:
        """What is wrong with the definition itself; the schema is judged by who knows schemas."""
        named = {*self.from_form, *self.prefill.values()}
        wrong = [f"{self.code}: no data item {item}" for item in sorted(named - set(self.items))]
        return wrong + ([] if self.issuers else [f"{self.code}: nobody issues it"])


def last_day(first: date, days: int | None) -> date | None:
    """The last day on which something holds that holds for so many days; None: for good."""
    return None if days is None else first + timedelta(days=days - 1)


def data_from_form(
    kind: CertificateType, form: Mapping[str, Any], prefills: Mapping[str, str]
) -> dict[str, Any]:
    """What an application's form says of a certificate's data items, in the type's order.

    A data item is taken from the field of its own name, from one that `from_form` names, or
    from the field that is filled from the same item of the data account (`prefills`: that
    item by field).
    """
    taken = {}
    for item in kind.items:
        fields = [item, *kind.from_form.get(item, ()), *_same_account_item(kind, item, prefills)]
        found = [form[key] for key in fields if form.get(key) is not None]
        if found:
            taken[item] = found[0]
    return taken


def _same_account_item(kind: CertificateType, item: str, prefills: Mapping[str, str]) -> list[str]:
    account_items = {name for name, named in kind.prefill.items() if named == item}
    return [key for key, account_item in prefills.items() if account_item in account_items]
