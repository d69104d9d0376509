"""The notice that says everything once (一次性告知单), as lines to print."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from svc_approvals.domain.catalogue.basis_guard import flag_of, is_collected
from svc_approvals.domain.catalogue.effects import DEAD, NOT_CHECKED, DocumentEffect
from svc_approvals.domain.catalogue.guides import Guide
from svc_approvals.domain.catalogue.materials import Material, NoticeRow
from svc_approvals.domain.catalogue.matters import Fee, Guard, Hours

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
    """A fee as printed, with the effect of the document it rests on."""

    name: str
    standard: str
    basis: str
    collector: str
    effect: str = "unknown"
    effect_name: str = NOT_CHECKED
    since: date | None = None
    replaced_by: str = ""
    collected: bool = True

    @property
    def printed_basis(self) -> str:
        """The document, and when it is dead what that means for the fee."""
        if self.effect not in DEAD:
            return self.basis
        return f"{self.basis}（{self.effect_name}{'' if self.collected else '，暂停收取'}）"


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
    warning: str = ""  # what the basis guard says of the matter


def notice_of(
    guide: Guide,
    organ_names: Mapping[str, str] | None = None,
    effects: Mapping[str, DocumentEffect] | None = None,
    guard: Guard = "warn",
) -> Notice:
    """Print a guide; organs are named by the directory, else by their code."""
    matter, names = guide.matter, organ_names or {}
    flag = flag_of(matter, effects or {}, guard)
    return Notice(
        code=matter.code,
        title=matter.name,
        scenario=tuple(_scenario(guide)),
        lines=tuple(_lines(guide)),
        fees=tuple(_fee(one, names, effects or {}, guard) for one in guide.fees),
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
        warning=flag.in_words() if flag else "",
    )


def _fee(
    fee: Fee, names: Mapping[str, str], effects: Mapping[str, DocumentEffect], guard: Guard
) -> NoticeFee:
    known = effects.get(fee.basis)
    printed = NoticeFee(fee.name, fee.standard, fee.basis, names.get(fee.collector, fee.collector))
    if known is None:
        return printed
    return replace(
        printed, effect=known.effect, effect_name=known.name, since=known.since,
        replaced_by=known.replaced_by, collected=is_collected(fee, effects, guard),
    )  # fmt: skip


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
