"""What a question names outright: a number in any writing, a registration, a title, an article.

Part of a number will do: 湘政发〔2019〕 is every number of that organ and year,
〔2019〕20号 that number of any organ, HNPR-2019 every registration that begins so.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from svc_documents.domain.basis.names import name_key, plain_name
from svc_documents.domain.basis.references import guesses, quotes, read_reference
from svc_documents.domain.numbers.document_numbers import CLOSING, OPENING, tidied

ORGAN_AND_YEAR = re.compile(
    rf"^(?P<organ>[\u4e00-\u9fffA-Za-z·]{{2,20}})[{OPENING}](?P<year>(?:19|20)\d\d)年?[{CLOSING}]?$"
)
YEAR_AND_SERIAL = re.compile(
    rf"^[{OPENING}]?(?P<year>(?:19|20)\d\d)年?[{CLOSING}](?:第)?0*(?P<serial>[1-9]\d{{0,5}})号?$"
)
DASHES = re.compile(r"[\u2010-\u2015\u2212\u30fc\ufe58\ufe63_~]+|-+")
REGISTRATION = re.compile(
    r"^(?:(?:统一)?登记(?:编)?号:?)?(?P<prefix>[A-Z]{2,8})-?(?P<year>(?:19|20)\d\d)"
    r"(?P<rest>-?\d{1,8}|-)?$"
)


@dataclass(frozen=True, slots=True)
class Named:
    """Keys that what is named outright is found by."""

    names: tuple[str, ...] = ()
    numbers: tuple[tuple[str, ...], ...] = ()  # of each number its keys, the likeliest first
    registrations: tuple[str, ...] = ()
    number_like: str = ""  # a pattern of number keys
    registration_like: str = ""
    article: str = ""

    def __bool__(self) -> bool:
        """Whether anything is named."""
        several = (*self.names, *self.numbers, *self.registrations)
        return bool(several or self.number_like or self.registration_like)

    @property
    def number_keys(self) -> tuple[str, ...]:
        """Every key that a number may have."""
        return tuple(dict.fromkeys(key for keys in self.numbers for key in keys))

    def meant(self, held: Collection[str]) -> list[str]:
        """Of the keys that documents have, the likeliest of each number: 湘政发, not 政发."""
        likeliest = (next((key for key in keys if key in held), "") for keys in self.numbers)
        return [key for key in dict.fromkeys(likeliest) if key]


def named_in(text: str) -> Named:
    """What a question names outright."""
    reference = read_reference(text)
    names = (*reference.name_keys, *(name_key(one) for one in quotes(plain_name(text))))
    return Named(
        tuple(filter(None, dict.fromkeys(names))),
        tuple(tuple(guesses(one)) for one in reference.numbers),
        (*reference.registrations, *_registration(text)), _number_like(text),
        _registration_like(text), reference.articles[0] if reference.articles else "",
    )  # fmt: skip


def _registration(text: str) -> tuple[str, ...]:
    plain = DASHES.sub("-", plain_name(text)).upper()
    found = REGISTRATION.match(plain)
    if found is None:
        return ()
    rest = (found["rest"] or "").removeprefix("-")
    return (f"{found['prefix']}-{found['year']}" + (f"-{rest}" if rest else ""),)


def _number_like(text: str) -> str:
    plain = tidied(text)
    if found := ORGAN_AND_YEAR.match(plain):
        return f"{found['organ']}|{found['year']}|%"
    if found := YEAR_AND_SERIAL.match(plain):
        return f"%|{found['year']}|{found['serial']}"
    return ""


def _registration_like(text: str) -> str:
    return next((f"{one}%" for one in _registration(text)), "")
