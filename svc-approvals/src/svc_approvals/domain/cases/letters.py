"""The papers a window hands out, in the words of the law: acceptance, supplement, non-acceptance.

行政许可法 art. 32: everything missing is named at once, and accepting or not accepting is told
in writing, with the seal of the organ and the date; art. 38 and the laws on reconsideration and
litigation: whoever is declined learns what they may do about it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from shared.office_hours import china_time
from shared.refusals import NotFound
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.materials import CaseMaterial
from svc_approvals.domain.cases.states import IN_CHINESE, MaterialState, Result

LAW = "《中华人民共和国行政许可法》第三十二条"
REMEDIES = (
    "如不服本决定，可以自收到本通知书之日起六十日内依法申请行政复议，"
    "或者自收到本通知书之日起六个月内依法向人民法院提起行政诉讼。"
)
MATERIALS, ITEMS = ("序号", "材料名称", "收取情况"), ("序号", "需要补正的内容", "理由和要求")


class Kind(StrEnum):
    """Which paper."""

    RECEIPT = "receipt"
    ACCEPTANCE = "acceptance"
    SUPPLEMENT = "supplement"
    NON_ACCEPTANCE = "non-acceptance"
    DECISION = "decision"
    SPECIAL_PROCEDURE = "special-procedure"


@dataclass(eq=False)
class DocumentNotMade(NotFound):
    """这份文书还没有作出。"""

    advice: ClassVar[str] = "办件“{state_name}”，尚无{document}，请在作出相应决定后再打印。"
    document: str
    state_name: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What one paper says; the table's first row is its header."""

    title: str
    number: str
    paragraphs: tuple[str, ...]
    table: tuple[tuple[str, ...], ...] = ()
    closing: tuple[str, ...] = ()
    dated: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request for a supplement, its items by pointer with a reason each."""

    round: int
    items: Mapping[str, str]
    requested_at: datetime


def acceptance(case: Case, materials: Iterable[CaseMaterial]) -> Letter:
    """受理通知书; refused with DocumentNotMade before acceptance."""
    if case.accepted_at is None:
        raise not_made(case, "受理通知书")
    given = list(materials)
    deferred = [one for one in given if one.state is MaterialState.DEFERRED]
    return Letter(
        title="受理通知书",
        number=case.case_no,
        paragraphs=(
            f"{_applied(case)}{_why_accepted(case, deferred=bool(deferred))}，现予以受理。",
            f"承诺于{day(case.promised_due)}前办结，法定办理期限至{day(case.statutory_due)}止。",
            "依法需要听证、检验、检测、检疫、鉴定和专家评审的，所需时间不计算在内，将另行书面告知。",
        ),
        table=(MATERIALS, *_material_rows(given)),
        closing=_promises(deferred),
        dated=day(case.accepted_at),
    )


def _applied(case: Case) -> str:
    return f"您（单位）于{day(case.submitted_at)}提出的“{case.matter_name}”申请，"


def _why_accepted(case: Case, *, deferred: bool) -> str:
    if case.deemed_accepted:
        return f"逾期未告知是否受理，依照{LAW}第一款第四项，自收到申请材料之日起即为受理"
    if deferred:
        return "主要材料齐全、符合法定形式，次要材料容缺，依照容缺受理的规定"
    return f"材料齐全、符合法定形式，依照{LAW}第一款第五项"


def _material_rows(materials: Sequence[CaseMaterial]) -> Iterable[tuple[str, ...]]:
    for number, one in enumerate(materials, 1):
        yield str(number), one.name, _received(one)


def _received(one: CaseMaterial) -> str:
    match one.state:
        case MaterialState.SUPPLIED:
            return "已收"
        case MaterialState.COMMITTED:
            return "告知承诺"
        case MaterialState.DEFERRED:
            return f"容缺，请于{day(one.deferred_until)}前补交"
        case _:
            return "未提交"


def _promises(deferred: Sequence[CaseMaterial]) -> tuple[str, ...]:
    if not deferred:
        return ()
    return (f"容缺的 {len(deferred)} 项材料补交之前不能出件，请按上表所列日期补交。",)


def supplement(case: Case, asked: Asked | None, names: Mapping[str, str]) -> Letter:
    """补正通知书: every item of one round with its reason; refused with DocumentNotMade."""
    if asked is None:
        raise not_made(case, "补正通知书")
    rows = (
        (str(number), names.get(pointer, pointer), reason)
        for number, (pointer, reason) in enumerate(asked.items.items(), 1)
    )
    return Letter(
        title="申请材料补正通知书",
        number=f"{case.case_no}（第 {asked.round} 次）",
        paragraphs=(
            f"{_applied(case)}经审查，申请材料不齐全或者不符合法定形式。",
            f"依照{LAW}第一款第四项，现将需要补正的全部 {len(asked.items)} 项内容一次性告知如下：",
        ),
        table=(ITEMS, *rows),
        closing=(
            "请补正后在网上、自助终端或原窗口重新提交；受理期限自收到补正材料之日起重新计算。",
            "本通知书以外的内容，不再要求补正；确需再次要求的，须由监督人员写明理由。",
        ),
        dated=day(asked.requested_at),
    )


def non_acceptance(case: Case) -> Letter:
    """不予受理通知书: the reason and what may be done about it; refused with DocumentNotMade."""
    if case.result is not Result.NOT_ACCEPTED:
        raise not_made(case, "不予受理通知书")
    return Letter(
        title="不予受理通知书",
        number=case.case_no,
        paragraphs=(
            f"{_applied(case)}经审查，依照{LAW}第一款，决定不予受理。",
            f"理由：{case.reason}",
        ),
        closing=(REMEDIES,),
        dated=day(case.closed_at),
    )


def day(moment: datetime | None) -> str:
    """2026年3月2日, on the calendar of the office."""
    if moment is None:
        return ""
    there = china_time(moment)
    return f"{there.year}年{there.month}月{there.day}日"


def not_made(case: Case, document: str) -> DocumentNotMade:
    """That a paper would say what was not decided."""
    return DocumentNotMade(document=document, state_name=IN_CHINESE[case.state])
