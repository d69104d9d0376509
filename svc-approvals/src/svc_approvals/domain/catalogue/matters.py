"""A matter (事项, "一件事"): everything its guide says and its process does.

Definitions are plain frozen data. They are read by `reading`, written by `writing`
and never changed once published.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from svc_approvals.domain.catalogue.conditions import Condition
from svc_approvals.domain.catalogue.forms import NO_FORM, Form
from svc_approvals.domain.catalogue.materials import Material, NoticeRow, Product
from svc_approvals.domain.catalogue.process import ProcessNode
from svc_approvals.domain.catalogue.questions import Question
from svc_approvals.domain.catalogue.shapes import (
    AtLeast,
    AtMost,
    Code,
    Count,
    Days,
    Key,
    Matching,
    Text,
)

Nature = Literal[
    "行政许可",
    "行政确认",
    "行政给付",
    "行政奖励",
    "行政裁决",
    "行政征收",
    "其他行政权力",
    "公共服务",
]
MatterKind = Literal["即办件", "承诺件", "秒批"]
Audience = Literal["自然人", "法人"]
Guard = Literal["warn", "block"]
Time = Annotated[
    str,
    Matching(
        r"([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]", "写成 09:00-12:00 的样子"
    ),
]


@dataclass(frozen=True, slots=True)
class Channels:
    """How one may apply, and how the result comes home."""

    form: str = ""
    proxy_allowed: bool = False
    delivery: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """When the window is open."""

    days: str = "法定工作日"
    morning: Time = "09:00-12:00"
    afternoon: Time = "13:30-17:00"


@dataclass(frozen=True, slots=True)
class Fee:
    """What is charged (收费项目), by whom, on which document's authority."""

    name: Text
    standard: Text
    basis: Text
    collector: Code
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """A document the matter rests on (设定依据), cited by title or document number."""

    reference: Text
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Before:
    """What a department asked for by itself, before the reform."""

    item: Text
    days: Days
    materials: tuple[Text, ...] = ()
    visits: Count | None = None


@dataclass(frozen=True, slots=True)
class SubMatter:
    """One department's part (联办事项); `fields` are the data items of its own form."""

    key: Key
    name: Text
    organ: Code
    result: str = ""
    fields: tuple[Key, ...] = ()
    before: Before | None = None
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing a person wants done, whoever has to do it."""

    code: Code
    name: Text
    nature: Nature
    kind: MatterKind
    audience: Annotated[tuple[Audience, ...], AtLeast(1)]
    lead_organ: Code
    promised_days: Days
    statutory_days: Days
    consult_phone: str
    supervise_phone: str
    place: str
    hours: Hours
    plain_name: str = ""
    aliases: tuple[Text, ...] = ()
    themes: tuple[Text, ...] = ()
    directory: Annotated[tuple[Text, ...], AtMost(9)] = ()
    channels: Channels = Channels()
    cooperating_organs: tuple[Code, ...] = ()
    fees: tuple[Fee, ...] = ()
    basis: tuple[Basis, ...] = ()
    rights: str = ""
    duties: str = ""
    visits: Count | None = None
    on_resume: Literal["continue", "reset"] = "continue"
    basis_guard: Guard | None = None  # the house's setting when it has none of its own
    questions: tuple[Question, ...] = ()
    sub_matters: tuple[SubMatter, ...] = ()
    materials: tuple[Material, ...] = ()
    notice_rows: tuple[NoticeRow, ...] = ()
    products: tuple[Product, ...] = ()
    form: Form = NO_FORM
    nodes: tuple[ProcessNode, ...] = ()

    def conditions(self) -> Iterator[tuple[str, Condition | None]]:
        """Every condition of the matter with its pointer."""
        for name in ("questions", "sub_matters", "materials", "fees", "nodes"):
            for i, member in enumerate(getattr(self, name)):
                yield f"/{name}/{i}/when", member.when
        for i, node in enumerate(self.nodes):
            yield f"/nodes/{i}/decides", node.decides
        for i, rule in enumerate(self.form.rules):
            yield f"/form/rules/{i}/must", rule.must
        for i, section in enumerate(self.form.sections):
            for j, field in enumerate(section.fields):
                yield f"/form/sections/{i}/fields/{j}/when", field.when

    def organs(self) -> Iterator[tuple[str, str]]:
        """Every organ code the matter names, with its pointer."""
        yield "/lead_organ", self.lead_organ
        for i, code in enumerate(self.cooperating_organs):
            yield f"/cooperating_organs/{i}", code
        for i, fee in enumerate(self.fees):
            yield f"/fees/{i}/collector", fee.collector
        for i, sub in enumerate(self.sub_matters):
            yield f"/sub_matters/{i}/organ", sub.organ
        for i, node in enumerate(self.nodes):
            yield f"/nodes/{i}/organ", node.organ
        for i, material in enumerate(self.materials):
            if material.from_organ:
                yield f"/materials/{i}/from_organ", material.from_organ

    def officials(self) -> Iterator[str]:
        """Every staff number the matter names."""
        for node in self.nodes:
            yield from (one.staff_no for one in node.signing.signers)
            if node.handler:
                yield node.handler
