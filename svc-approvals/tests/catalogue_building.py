"""Builders of definitions: the barber shop as published, and small matters around one idea."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from shared.yaml_files import yaml_in
from svc_approvals.domain.catalogue.checks import Contact, check
from svc_approvals.domain.catalogue.conditions import Comparison, Condition
from svc_approvals.domain.catalogue.matters import Hours, Matter
from svc_approvals.domain.catalogue.problems import Problem
from svc_approvals.domain.catalogue.process import ProcessNode
from svc_approvals.domain.catalogue.questions import Choice, Question
from svc_approvals.domain.catalogue.reading import read_matter

DEMO = Path(__file__).parents[1] / "demo"
ORGANS = {
    code: Contact(code, "0745-2230000")
    for code in (
        "scjg", "wjj", "cgj", "swj", "gaj", "sthj", "zjj", "xzsp", "jyj", "rsj", "zrzyj", "xfdd",
        "rfb", "ybj", "mzj", "jtj", "yjj", "nyj", "slj", "gjj", "cl", "wlj", "ycj", "fgj", "czj",
        "sfj", "lyj", "jd",
    )
}  # fmt: skip
SELF = {"applied_by": "self"}
AGENT = {"applied_by": "agent"}
FILLED_IN = {
    "operator_name": "张三",
    "operator_id_no": "431202199003071011",
    "operator_phone": "13807451234",
    "trade_name": "鹤城区小张理发店",
    "business_scope": "理发及美容服务",
    "premises_address": "怀化市鹤城区迎丰中路1号",
    "premises_area": 36.5,
    "employees": 2,
    "occupies_road": False,
    "hygiene_committed": True,
    "environment_declared": True,
    "seals": ["official"],
}


def demo(name: str) -> Any:
    """One of the demo's files, as YAML loads it."""
    return yaml_in(DEMO / f"{name}.yaml")


def barber_shop_source() -> dict[str, Any]:
    """The published package, as YAML loads it."""
    loaded: dict[str, Any] = demo("open-barber-shop")
    return loaded


@cache
def barber_shop() -> Matter:
    """The published matter."""
    reading = read_matter(barber_shop_source())
    assert reading.matter is not None, reading.problems
    return reading.matter


def effects_of(matter: Matter) -> dict[str, str]:
    """Everything the matter cites is in force."""
    cited = [one.reference for one in matter.basis] + [fee.basis for fee in matter.fees]
    return dict.fromkeys(cited, "valid")


def yes_no(key: str, **changes: Any) -> Question:
    """A question with two answers."""
    choices = (Choice("yes", "是"), Choice("no", "否"))
    return replace(Question(key, f"是否{key}", "single", choices), **changes)


def answered(key: str, value: str = "yes") -> Condition:
    """The condition that a question has been given this answer."""
    return Comparison(key, "eq", value)


def a_node(key: str, *after: str, **changes: Any) -> ProcessNode:
    """A node of one working day."""
    node = ProcessNode(key, key, "scjg", after=after, promised_days=1, statutory_days=20)
    return replace(node, **changes)


def an_issue(*after: str, **changes: Any) -> ProcessNode:
    """The node that hands out."""
    return a_node("issue", *after, **{"kind": "issue", "promised_days": 0, **changes})


def a_matter(*nodes: ProcessNode, **changes: Any) -> Matter:
    """A matter that passes every check unless told otherwise."""
    matter = Matter(
        code="M-1",
        name="事项",
        nature="行政许可",
        kind="承诺件",
        audience=("自然人",),
        lead_organ="scjg",
        promised_days=10,
        statutory_days=20,
        consult_phone="0745-1",
        supervise_phone="0745-2",
        place="窗口",
        hours=Hours(),
        nodes=nodes or (a_node("only"), an_issue("only")),
    )
    return replace(matter, **changes)


def findings(matter: Matter) -> set[tuple[str, str]]:
    """What the checks find, as pointer and code."""
    return {(one.pointer, one.code) for one in check(matter, ORGANS, effects_of(matter))}


def codes(problems: Iterable[Problem]) -> dict[str, str]:
    """Problems by pointer."""
    return {one.pointer: one.code for one in problems}
