"""Routes of the basis check: may something rest on this document, on that day?"""

from datetime import date
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, Field

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.reading import Fields
from svc_documents.api.basis.basis_views import BasisView, basis_view
from svc_documents.api.effects.daily import publicly_today
from svc_documents.storage.days import today_of
from svc_documents.use_cases.basis.resolving import resolve_references

router = edge_router("basis", prefix="/api/v1/basis")
LONGEST, MOST = 500, 500
NO_NUL = r"^[^\x00]*$"
Ref = Annotated[
    str,
    Query(
        min_length=1, max_length=LONGEST, pattern=NO_NUL,
        description="题名、文号或统一登记号，怎样写都行", examples=["湘政发〔2019〕20号"],
    ),
]  # fmt: skip
OnDay = Annotated[
    date | None, Query(alias="on", description="哪一天；默认今天", examples=["2024-05-01"])
]


class AskedReference(BaseModel):
    """One reference, and the day it is asked of."""

    ref: str = Field(
        min_length=1, max_length=LONGEST, pattern=NO_NUL, examples=["《行政许可法》第四十五条"]
    )
    on: date | None = Field(default=None, description="哪一天；默认今天")


class BasisRequest(BaseModel):
    """References to be checked together."""

    references: list[AskedReference] = Field(min_length=1, max_length=MOST)


class BasisAnswersView(BaseModel):
    """The answers in the order of the references."""

    answers: list[BasisView]


@router.get("", dependencies=[publicly_today(5), Fields])
async def check_basis(work: Work, _: AnyCaller, ref: Ref, on: OnDay = None) -> BasisView:
    """What a reference means, its effect on a day, and what replaced it (依据核对)."""
    (answer,) = await resolve_references(work, [(ref, on or today_of(work))])
    return basis_view(ref, answer)


@router.post("")
async def check_many_basis(work: Work, _: AnyCaller, request: BasisRequest) -> BasisAnswersView:
    """Up to 500 references at once, each answered on its own and on its own day."""
    today = today_of(work)
    asked = [(one.ref, one.on or today) for one in request.references]
    answers = await resolve_references(work, asked)
    shown = [basis_view(text, one) for (text, _), one in zip(asked, answers, strict=True)]
    return BasisAnswersView(answers=shown)
