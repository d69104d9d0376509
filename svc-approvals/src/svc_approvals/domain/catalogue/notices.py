"""The notice that says everything once (一次性告知单), as lines to print."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from svc_approvals.domain.catalogue.guides import Guide
from svc_approvals.domain.catalogue.materials import Material, NoticeRow
from svc_approvals.domain.catalogue.matters import Hours

COLUMNS = ("序号", "所需材料", "份数", "原件", "复印件", "材料要求", "示范样表")


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One printed row; `codes` are the materials it stands for."""

    number: int
    name: str
    sets: int
    original: bool
    copy: bool
    requirement: str
    sample: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticeFee:
    """A fee as printed."""

    name: str
    standard: str
    basis: str
    collector: str


@dataclass(frozen=True, slots=True)
class Notice:
    """The whole notice for one person's answers."""

    code: str
    title: str
    scenario: tuple[str, ...]
    lines: tuple[NoticeLine, ...]
    fees: tuple[NoticeFee, ...]
    promised_days: int
    statutory_days: int
    place: str
    hours: str
    consult_phone: str
    supervise_phone: str
    channel: str
    delivery: str
    rights: str
    duties: str


def notice_of(guide: Guide, organ_names: Mapping[str, str] | None = None) -> Notice:
    """Print a guide; organs are named by the directory, else by their code."""
    matter, names = guide.matter, organ_names or {}
    return Notice(
        code=matter.code,
        title=matter.name,
        scenario=tuple(_scenario(guide)),
        lines=tuple(_lines(guide)),
        fees=tuple(
            NoticeFee(one.name, one.standard, one.basis, names.get(one.collector, one.collector))
            for one in guide.fees
        ),
        promised_days=guide.promised_days,
        statutory_days=guide.statutory_days,
        place=matter.place,
        hours=hours_in_words(matter.hours),
        consult_phone=matter.consult_phone,
        supervise_phone=matter.supervise_phone,
        channel=matter.channels.form,
        delivery=matter.channels.delivery,
        rights=matter.rights,
        duties=matter.duties,
    )


def hours_in_words(hours: Hours) -> str:
    """The opening hours in one line."""
    return f"{hours.days} 上午 {hours.morning}，下午 {hours.afternoon}"


def _scenario(guide: Guide) -> Iterator[str]:
    for question in guide.questions:
        answer = guide.answers.get(question.key)
        if answer is None:
            continue
        chosen = answer if isinstance(answer, tuple) else (answer,)
        labels = {choice.value: choice.label for choice in question.choices}
        yield f"{question.title}：{'、'.join(labels.get(str(one), str(one)) for one in chosen)}"


def _lines(guide: Guide) -> Iterator[NoticeLine]:
    for number, (row, materials) in enumerate(_grouped(guide), 1):
        first = materials[0]
        own = "；".join(dict.fromkeys(one.requirement for one in materials if one.requirement))
        yield NoticeLine(
            number=number,
            name=row.name if row else first.name,
            sets=max(1, *(max(one.originals, one.copies) for one in materials)),
            original=any(one.originals for one in materials),
            copy=any(one.copies for one in materials),
            requirement=(row.requirement if row else "") or own,
            sample=next((one.sample for one in materials if one.sample), ""),
            codes=tuple(one.code for one in materials),
        )


def _grouped(guide: Guide) -> Iterator[tuple[NoticeRow | None, list[Material]]]:
    """The printed rows in their order, then every material that has no row of its own."""
    for row in guide.matter.notice_rows:
        if together := [one for one in guide.handed_in if one.notice_row == row.key]:
            yield row, together
    for one in guide.handed_in:
        if not one.notice_row:
            yield None, [one]
