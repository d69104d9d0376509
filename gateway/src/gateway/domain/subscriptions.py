"""Subscription messages of the mini-program: which of its templates stands for which of ours."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

from gateway.domain.messages import TEMPLATES, filled

LONGEST_THING = 20  # of WeChat, for fields whose name begins with thing


@dataclass(frozen=True, slots=True)
class Subscription:
    """One template of the mini-program, for one of ours."""

    template_id: str
    page: str
    fields: Mapping[str, str]  # name at WeChat -> words, with {parameters} of our template

    def values_of(self, parameters: Mapping[str, Any]) -> dict[str, str]:
        """The fields of a message with these parameters."""
        return {
            name: _fitting(name, filled(words, parameters)) for name, words in self.fields.items()
        }


def subscriptions_of(document: Any) -> dict[str, Subscription]:
    """The templates of a file by ours; ValueError says what is wrong with it."""
    if not isinstance(document, dict):
        raise ValueError("subscription messages: our templates by name are expected")  # noqa: TRY004
    return {name: _subscription(name, entry) for name, entry in document.items()}


def _subscription(name: str, entry: Any) -> Subscription:
    if name not in TEMPLATES:
        raise ValueError(f"subscription messages: there is no template {name}")
    match entry:
        case {"template_id": str(template_id), "page": str(page), "fields": dict(fields)}:
            read = Subscription(template_id, page, {**fields})
        case _:
            raise ValueError(f"subscription messages: {name} needs template_id, page and fields")
    for words in fields.values():
        unknown = _parameters(str(words)) - _parameters(TEMPLATES[name])
        if not isinstance(words, str) or unknown:
            raise ValueError(f"subscription messages: {name} has no parameter as in {words!r}")
    return read


def _parameters(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def _fitting(name: str, value: str) -> str:
    """Cut what WeChat would refuse for its length; numbers and dates are left as they are."""
    if name.startswith("thing") and len(value) > LONGEST_THING:
        return value[: LONGEST_THING - 1] + "…"
    return value
