"""What feeds and exports can be narrowed by: the same as the list."""

from datetime import date
from typing import Annotated

from fastapi import Depends, Query

from shared.edge import Work
from svc_documents.domain.documents.states import DocumentClass
from svc_documents.domain.effects.effects import Effect
from svc_documents.domain.numbers.document_numbers import key_of
from svc_documents.storage.days import today_of
from svc_documents.storage.library.shelves import Shelf

Words = Annotated[str | None, Query(max_length=200, pattern=r"^[^\x00]*$")]


async def shelf_of(  # noqa: PLR0913, PLR0917 - what a list is narrowed by
    work: Work,
    effect: Annotated[list[Effect] | None, Query(description="效力状态，可重复")] = None,
    organ: Words = None,
    category: Words = None,
    kind: Words = None,
    theme: Words = None,
    document_no: Words = None,
    year: Annotated[int | None, Query(ge=1, le=9998, description="发文年份")] = None,
    on_date: Annotated[
        date | None, Query(description="这一天的库：已经发文的文件，和它们当日的效力")
    ] = None,
    document_class: Annotated[DocumentClass | None, Query(alias="class")] = None,
    region_code: Annotated[str | None, Query(max_length=12, pattern=r"^\d*$")] = None,
) -> Shelf:
    """The filters of a list; a number is compared in whatever writing it comes."""
    today = today_of(work)
    return Shelf(
        on=on_date or today, today=today, effects=tuple(effect or ()), organ=organ,
        category=category, kind=kind, theme=theme, year=year, document_class=document_class,
        region_code=region_code, number_key=key_of(document_no) if document_no else None,
    )  # fmt: skip


Shelved = Annotated[Shelf, Depends(shelf_of)]
