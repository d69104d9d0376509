"""Subscription messages of the mini-program: which of its templates says which sentence."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from string import Formatter
from typing import Any

from gateway.domain.messages import TEMPLATES

LONGEST_THING = 20  # of WeChat, for fields whose name begins with thing


@dataclass(frozen=True)
class Subscription:
    """One template of the mini-program, for one of our sentences."""

    template: str
    template_id: str
    page: str
    fields: Mapping[str, str]  # name at WeChat -> words, with {parameters} of our sentence

    @cached_property
    def sentence(self) -> re.Pattern[str]:
        """Reads the parameters back from the sentence they were put in."""
        return re.compile(
            "".join(
                re.escape(words) + (f"(?P<{name}>.*?)" if name else "")
                for words, name, _, _ in Formatter().parse(TEMPLATES[self.template])
            ),
            re.DOTALL,
        )

    def values_of(self, text: str) -> dict[str, str] | None:
        """The fields for this text; None when it is another sentence."""
        read = self.sentence.fullmatch(text)
        if read is None:
            return None
        given = read.groupdict()
        return {
            name: _fitting(name, words.format_map(given)) for name, words in self.fields.items()
        }


Message = tuple[Subscription, dict[str, str]]


def message_for(text: str, subscriptions: Iterable[Subscription]) -> Message | None:
    """The first template that says this text, with its fields; None when none does."""
    for subscription in subscriptions:
        values = subscription.values_of(text)
        if values is not None:
            return subscription, values
    return None


def subscriptions_of(document: Any) -> list[Subscription]:
    """The templates of a file, in its order; ValueError says what is wrong with it."""
    if not isinstance(document, dict):
        raise ValueError("subscription messages: our templates by name are expected")  # noqa: TRY004
    return [_subscription(name, entry) for name, entry in document.items()]


def _subscription(name: str, entry: Any) -> Subscription:
    if name not in TEMPLATES:
        raise ValueError(f"subscription messages: there is no template {name}")
    match entry:
        case {"template_id": str(template_id), "page": str(page), "fields": dict(fields)}:
            read = Subscription(name, template_id, page, {**fields})
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
