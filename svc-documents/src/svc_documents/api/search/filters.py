"""What every list of documents can be narrowed by."""

from datetime import date
from typing import Annotated

from fastapi import Depends, Query

from shared.edge import Work
from svc_documents.domain.documents.states import DocumentClass
from svc_documents.domain.effects.effects import Effect
from svc_documents.domain.numbers.document_numbers import key_of
from svc_documents.storage.days import today_of
from svc_documents.storage.search.conditions import Narrowed

NO_NUL = r"^[^\x00]*$"
LONGEST = 200
Text = Annotated[str | None, Query(max_length=LONGEST, pattern=NO_NUL)]
Organ = Annotated[
    str | None, Query(max_length=LONGEST, pattern=NO_NUL, description="发文机关，含联合发文")
]
Kind = Annotated[
    str | None,
    Query(max_length=LONGEST, pattern=NO_NUL, description="文种", examples=["条例"]),
]
Number = Annotated[
    str | None,
    Query(
        max_length=LONGEST, pattern=NO_NUL, description="文号，怎样写都行",
        examples=["湘政发[2019]20号"],
    ),
]  # fmt: skip
OnDate = Annotated[date | None, Query(description="这一天的库：已经发文的文件，和它们当日的效力")]


async def narrowed_by(  # noqa: PLR0913, PLR0917 - what a list is narrowed by
    work: Work,
    effect: Annotated[list[Effect] | None, Query(description="效力状态，可重复")] = None,
    organ: Organ = None,
    category: Text = None,
    kind: Kind = None,
    year: Annotated[int | None, Query(ge=1, le=9999, description="发文年份")] = None,
    theme: Text = None,
    document_no: Number = None,
    on_date: OnDate = None,
    document_class: Annotated[DocumentClass | None, Query(alias="class")] = None,
    region_code: Annotated[str | None, Query(max_length=12, pattern=r"^\d*$")] = None,
) -> Narrowed:
    """The filters of a list; a number is compared in whatever writing it comes."""
    today = today_of(work)
    return Narrowed(
        on=on_date or today, today=today, effects=tuple(effect or ()), organ=organ,
        category=category, kind=kind, year=year, theme=theme, document_class=document_class,
        region_code=region_code, number_key=key_of(document_no) if document_no else None,
    )  # fmt: skip


Filters = Annotated[Narrowed, Depends(narrowed_by)]
