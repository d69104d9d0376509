"""Jurisdictions read from data; whoever writes the file is told everything wrong with it at once.

- code: hunan
  name: 湖南省
  regions: ["43"]
  starts_at: entry_into_force
  terms: {usual: 5, interim: 2, interim_words: [暂行, 试行], by_kind: {通告: 1}}
  notice_days: [180, 90, 30]
  ...
"""

from collections.abc import Mapping, Sequence
from typing import Any

from svc_documents.domain.jurisdictions.complaints import Entry
from svc_documents.domain.jurisdictions.issuers import Issuers
from svc_documents.domain.jurisdictions.jurisdictions import (
    Jurisdiction,
    Jurisdictions,
    Start,
    StepKind,
    StepRules,
    Terms,
)
from svc_documents.domain.jurisdictions.registration_numbers import (
    RegistrationRules,
    unknown_parts,
)


class JurisdictionsUnreadable(ValueError):
    """What is wrong in the file, every line of it."""


def read_jurisdictions(data: Any) -> Jurisdictions:
    """The jurisdictions; JurisdictionsUnreadable names every wrong member with its place."""
    complaints: list[str] = []
    if not isinstance(data, Sequence) or isinstance(data, str) or not data:
        raise JurisdictionsUnreadable("jurisdictions: a list of at least one is expected")
    read = [_jurisdiction(Entry(one, f"/{n}", complaints)) for n, one in enumerate(data)]
    codes = [one.code for one in read]
    complaints += [f"/: the code {code} stands twice" for code in sorted(_twice(codes))]
    if complaints:
        raise JurisdictionsUnreadable("jurisdictions:\n" + "\n".join(complaints))
    return Jurisdictions(tuple(read))


def _jurisdiction(entry: Entry) -> Jurisdiction:
    read = Jurisdiction(
        code=entry.text("code"),
        name=entry.text("name"),
        regions=entry.texts("regions"),
        starts_at=entry.one_of("starts_at", Start),
        terms=_terms(entry.part("terms")),
        notice_days=tuple(sorted(entry.numbers("notice_days"), reverse=True)),
        evaluation_months=entry.number("evaluation_months"),
        days_before_force=entry.number("days_before_force", least=0),
        steps=_steps(entry.part("steps")),
        registration=_registration(entry.part("registration")),
        issuers=_issuers(entry.part("issuers")),
        number_codes={
            organ: tuple(codes) for organ, codes in entry.mapping("number_codes", list).items()
        },
    )
    entry.nothing_else()
    return read


def _terms(entry: Entry) -> Terms:
    read = Terms(
        usual=entry.number("usual"),
        interim=entry.number("interim"),
        interim_words=entry.texts("interim_words"),
        by_kind=entry.mapping("by_kind", int),
        without_limit=entry.texts("without_limit", may_lack=True),
    )
    entry.nothing_else()
    return read


def _steps(entry: Entry) -> StepRules:
    read = StepRules(
        always=entry.all_of("always", StepKind),
        major=entry.all_of("major", StepKind),
        market=entry.all_of("market", StepKind),
        comment_days=entry.number("comment_days", least=0),
        comment_days_major=entry.number("comment_days_major", least=0),
    )
    entry.nothing_else()
    return read


def _registration(entry: Entry) -> RegistrationRules:
    pattern = entry.text("pattern")
    for part in unknown_parts(pattern):
        entry.complain("pattern", f"{{{part}}} is missing or unknown")
    read = RegistrationRules(
        pattern=pattern,
        prefixes=entry.mapping("prefixes", str),
        classes_by_organ=_two_digits(entry, "classes_by_organ"),
        classes_by_kind=_two_digits(entry, "classes_by_kind"),
    )
    entry.nothing_else()
    return read


def _two_digits(entry: Entry, name: str) -> Mapping[str, str]:
    classes = entry.mapping(name, str)
    for organ, digits in classes.items():
        if len(digits) != len("01") or not digits.isdecimal():
            entry.complain(f"{name}/{organ}", "two digits in quotes are expected")
    return classes


def _issuers(entry: Entry) -> Issuers:
    read = Issuers(may=entry.texts("may"), never=entry.mapping("never", str))
    for kind in sorted(set(read.may) & set(read.never)):
        entry.complain("never", f"{kind} may issue as well")
    entry.nothing_else()
    return read


def _twice(codes: Sequence[str]) -> set[str]:
    return {code for code in codes if codes.count(code) > 1}
