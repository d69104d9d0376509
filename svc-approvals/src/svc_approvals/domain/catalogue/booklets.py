"""What a booklet prints of each matter: its guide for everybody, with every scenario named."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from svc_approvals.domain.catalogue.conditions import Condition
from svc_approvals.domain.catalogue.guides import HANDED_IN
from svc_approvals.domain.catalogue.materials import Material
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.notices import hours_in_words
from svc_approvals.domain.catalogue.process import ProcessNode
from svc_approvals.domain.catalogue.wording import in_words

Row = tuple[str, ...]
FORMS = {"paper": "纸质", "electronic": "电子", "either": "纸质或电子"}
MATERIAL_COLUMNS = ("序号", "材料名称", "原件", "复印件", "形式", "要求和适用情形")
STEP_COLUMNS = ("序号", "环节", "部门", "承诺", "法定", "何时开始")
FEE_COLUMNS = ("收费项目", "收费标准", "收费依据", "收费部门")


@dataclass(frozen=True, slots=True)
class Chapter:
    """One matter as printed; `effects` are the effects of its basis in words."""

    matter: Matter
    organ_names: Mapping[str, str]
    effects: Mapping[str, str]

    def facts(self) -> Iterator[tuple[str, str]]:
        """What is said of the matter, name by name."""
        matter = self.matter
        yield "事项编码", matter.code
        yield "事项性质", f"{matter.nature}（{matter.kind}）"
        yield "服务对象", "、".join(matter.audience)
        yield "牵头部门", self._organ(matter.lead_organ)
        yield "联办部门", "、".join(self._organ(code) for code in matter.cooperating_organs)
        limits = f"承诺 {matter.promised_days} 个工作日，法定 {matter.statutory_days} 个工作日"
        yield "办结时限", limits
        yield "办理渠道", matter.channels.form
        yield "委托代办", "可以" if matter.channels.proxy_allowed else "不可以"
        yield "结果送达", matter.channels.delivery
        yield "办理地点", matter.place
        yield "办理时间", hours_in_words(matter.hours)
        yield "咨询电话", matter.consult_phone
        yield "监督电话", matter.supervise_phone

    def materials(self) -> list[Row]:
        """What is handed in, with the scenario in which it is asked for."""
        handed_in = [one for one in self.matter.materials if one.source in HANDED_IN]
        return [self._material(number, one) for number, one in enumerate(handed_in, 1)]

    def steps(self) -> list[Row]:
        """The nodes, and what each waits for."""
        return [self._step(number, node) for number, node in enumerate(self.matter.nodes, 1)]

    def fees(self) -> list[Row]:
        """What is charged, and when."""
        return [
            (
                one.name,
                "；".join(filter(None, (one.standard, self._when(one.when)))),
                self._with_effect(one.basis),
                self._organ(one.collector),
            )
            for one in self.matter.fees
        ]

    def basis(self) -> list[str]:
        """What the matter rests on, with its effect."""
        return [self._with_effect(one.reference, one.clause) for one in self.matter.basis]

    def _with_effect(self, reference: str, clause: str = "") -> str:
        effect = self.effects.get(reference)
        return f"{reference}{clause}" + (f"（{effect}）" if effect else "")

    def _organ(self, code: str) -> str:
        return self.organ_names.get(code, code)

    def _when(self, condition: Condition | None) -> str:
        said = in_words(condition, self.matter)
        return f"{said}时" if said else ""

    def _material(self, number: int, one: Material) -> Row:
        notes = (
            one.requirement,
            self._when(one.when),
            "" if one.required else "可不提交",
            "可容缺" if one.deferrable else "",
            "可用告知承诺代替" if one.commitment_allowed else "",
            "可用电子证照代替" if one.certificate_type else "",
        )
        said = "；".join(filter(None, notes))
        return (
            str(number), one.name, str(one.originals or "—"), str(one.copies or "—"),
            FORMS[one.form], said or "—",
        )  # fmt: skip

    def _step(self, number: int, node: ProcessNode) -> Row:
        names = {one.key: one.name for one in self.matter.nodes}
        waits = "、".join(names.get(key, key) for key in node.after)
        begins = f"{waits}之后" if waits else "受理后"
        said = "；".join(filter(None, (begins, self._when(node.when))))
        return (
            str(number), node.name, self._organ(node.organ), _days(node.promised_days),
            _days(node.lawful_days), said,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Booklet:
    """All chapters between two covers."""

    theme: str
    chapters: Sequence[Chapter]
    made_on: date

    @property
    def title(self) -> str:
        """What stands on the cover."""
        return f"{self.theme}办事指南汇编" if self.theme else "办事指南汇编"


def _days(days: int) -> str:
    return f"{days} 日" if days else "当日"
