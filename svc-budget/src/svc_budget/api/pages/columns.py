"""Routes of what stands around the figures: columns, search, the glossary."""

from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.reading import Fields, publicly
from svc_budget.api.tools import Tools
from svc_budget.domain.pages.pages import closeness
from svc_budget.storage.pages import pages as kept
from svc_budget.use_cases.pages.seeking import seek

router = edge_router("pages", prefix="/api/v1/budget")
NO_CONTROLS = r"^[^\x00-\x1f]*\S[^\x00-\x1f]*$"
Words = Annotated[str, Query(min_length=1, max_length=60, pattern=NO_CONTROLS, examples=["教育"])]


class BudgetColumnView(BaseModel):
    """A column of fiscal disclosure."""

    key: str
    title: str
    about: str
    published: int = Field(description="已公开多少")
    href: str


class BudgetColumnsView(BaseModel):
    """All columns in their order."""

    items: list[BudgetColumnView]


class TermView(BaseModel):
    """A term in everyday words."""

    model_config = ConfigDict(from_attributes=True)

    term: str
    means: str
    source: str


class GlossaryView(BaseModel):
    """Terms in their order."""

    items: list[TermView]


class HitView(BaseModel):
    """Something found."""

    model_config = ConfigDict(from_attributes=True)

    kind: str = Field(description="unit、fund、table、code、term", examples=["unit"])
    id: str
    title: str
    about: str
    href: str


class FoundView(BaseModel):
    """What words find, the best first."""

    items: list[HitView]


@router.get("/columns", dependencies=[publicly(60), Fields])
async def list_budget_columns(work: Work, office: Tools, _: AnyCaller) -> BudgetColumnsView:
    """The columns, with how much is public in each."""
    counts = await kept.counts(work)
    return BudgetColumnsView(
        items=[
            BudgetColumnView(
                key=one.key, title=one.title, about=one.about, href=one.href,
                published=counts.get(one.counts, 0),
            )
            for one in office.pages.columns
        ]
    )  # fmt: skip


@router.get("/glossary", dependencies=[publicly(300), Fields])
async def list_terms(
    office: Tools, _: AnyCaller, q: Annotated[str, Query(max_length=60)] = ""
) -> GlossaryView:
    """Terms of fiscal disclosure, those that fit the words."""
    return GlossaryView(
        items=[
            TermView.model_validate(one)
            for one in office.pages.terms
            if closeness(q, one.term, one.means) is not None
        ]
    )


@router.get("/search", dependencies=[publicly(60), Fields])
async def search_budget(
    work: Work,
    office: Tools,
    _: AnyCaller,
    q: Words,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> FoundView:
    """Units, funds, published tables, codes and terms, the best first."""
    found = await seek(work, office.pages, office.codes, q.strip(), limit)
    return FoundView(items=[HitView.model_validate(one) for one in found])
