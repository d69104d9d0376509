"""What everybody reads of a closed bad review names nobody: what changed matters, not who erred."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from shared.masking import mask_name
from svc_feedback.domain.staff_numbers import same_person

SOMEBODY = "（工作人员）"
_PART = r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]+"
_NUMBER = re.compile(rf"{_PART}(?:\s*[-‐‑–—－]\s*{_PART})*")


class Person(NamedTuple):
    """Who was reviewed, or handled it."""

    staff_no: str
    name: str


def naming_nobody(text: str, people: Iterable[Person]) -> str:
    """The same words with these people's names masked and their staff numbers left out."""
    known = sorted(people, key=lambda one: -len(one.name))
    for one in known:
        text = text.replace(one.name, mask_name(one.name)) if one.name else text

    def shown(found: re.Match[str]) -> str:
        ours = any(same_person(found[0], one.staff_no) for one in known)
        return SOMEBODY if ours else found[0]

    return _NUMBER.sub(shown, text)
