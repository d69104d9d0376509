"""Routes of attributes: what can be asked of an enterprise or person, and how."""

from decimal import Decimal
from typing import Any

from fastapi import Path
from pydantic import BaseModel, Field

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.problems import documented
from shared.reading import Fields, publicly
from shared.refusals import NotFound
from svc_policy_match.api.tools import Tools
from svc_policy_match.domain.attributes.attributes import Attribute, Kind
from svc_policy_match.domain.conditions.asked import OPERATORS

router = edge_router("attributes", prefix="/api/v1/attributes")


class AttributeNotFound(NotFound):
    """没有这个属性。"""

    advice = "请从属性目录（/api/v1/attributes）中选择。"


class CodeView(BaseModel):
    """One value of a list or tree."""

    code: str
    name: str
    path: str | None = None
    implies: list[str] = []


class AttributeView(BaseModel):
    """One attribute of the registry."""

    code: str = Field(examples=["research_share"])
    title: str
    kind: Kind
    unit: str = Field(description="value 的单位；可用的单位见 units")
    units: dict[str, str]
    decimals: int
    question: str = Field(description="向申请人提问时的说法；推算得出的属性为空")
    help: str
    ask_cost: float
    source: str
    valid_days: int | None = Field(description="信息多少天后过期；null 不过期")
    sensitive: bool
    by_year: bool = Field(description="分年度的属性写作 code@-1（上一年度）")
    inputs: list[str] = Field(description="由哪些属性推算")
    operators: list[str] = Field(examples=[[">=", "<", "between"]])


class WholeAttributeView(AttributeView):
    """An attribute with its codes, and what is known of each of the people."""

    codes: list[CodeView]
    members: list[AttributeView] = []


class AttributesView(BaseModel):
    """All attributes."""

    items: list[AttributeView]


@router.get("", dependencies=[publicly(300), Fields])
async def list_attributes(_work: Work, _: AnyCaller, office: Tools) -> AttributesView:
    """All attributes conditions may ask for."""
    return AttributesView(items=[AttributeView(**_said(one)) for one in office.registry.values()])


@router.get(
    "/{code}", dependencies=[publicly(300), Fields], responses=documented(AttributeNotFound)
)
async def get_attribute(
    _work: Work, _: AnyCaller, office: Tools, code: str = Path(max_length=60)
) -> WholeAttributeView:
    """One attribute with its codes."""
    found = office.registry.get(code)
    if found is None:
        raise AttributeNotFound
    codes = [
        CodeView(
            code=one, name=name, path=found.paths.get(one),
            implies=sorted(found.implies.get(one, ())),
        )
        for one, name in found.codes.items()
    ]  # fmt: skip
    members = [AttributeView(**_said(one)) for one in found.members.values()]
    return WholeAttributeView(**_said(found), codes=codes, members=members)


def _said(one: Attribute) -> dict[str, Any]:
    names = (
        "code", "title", "kind", "unit", "decimals", "question", "help", "ask_cost", "source",
        "valid_days", "sensitive", "by_year",
    )  # fmt: skip
    units = {unit: str(Decimal(times).normalize()) for unit, times in one.units.items() if unit}
    return {
        **{name: getattr(one, name) for name in names},
        "units": units,
        "inputs": list(one.inputs),
        "operators": list(OPERATORS[one.kind]),
    }
