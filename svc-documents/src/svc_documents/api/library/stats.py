"""Routes of the library's figures."""

from datetime import date
from typing import Annotated

from fastapi import Query
from pydantic import BaseModel, Field

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.reading import Fields
from svc_documents.api.effects.daily import publicly_today
from svc_documents.domain.documents.states import DocumentClass
from svc_documents.storage.days import today_of
from svc_documents.storage.library import statistics
from svc_documents.storage.library.statistics import Which

router = edge_router("library", prefix="/api/v1/documents")
Named = Annotated[str | None, Query(max_length=200, pattern=r"^[^\x00]*$")]


class CountView(BaseModel):
    """How many documents have a value."""

    value: str
    documents: int


class YearView(BaseModel):
    """A year as the annual report of disclosure asks for it."""

    year: int
    issued: int = Field(description="本年制发件数")
    ended: int = Field(description="本年失去效力件数（失效、废止、被替代）")
    repealed: int = Field(description="本年废止件数")
    in_force: int = Field(description="现行有效件数（当日，往年为年末）")


class LibraryStatsView(BaseModel):
    """The library in figures, on a day."""

    on: date
    documents: int
    in_force: int
    by_effect: list[CountView] = Field(description="按效力状态；unknown 为日期不详")
    by_organ: list[CountView] = Field(description="按发文机关，最多的五十个")
    by_year: list[CountView] = Field(description="按发文年份")
    year: YearView


@router.get("/stats", dependencies=[publicly_today(300), Fields])
async def get_library_stats(
    work: Work,
    _: AnyCaller,
    on_date: Annotated[date | None, Query(description="哪一天；默认今天")] = None,
    year: Annotated[int | None, Query(ge=1900, le=2100, description="默认今年")] = None,
    region_code: Annotated[str | None, Query(max_length=12, pattern=r"^\d*$")] = None,
    organ: Named = None,
    document_class: Annotated[DocumentClass | None, Query(alias="class")] = None,
) -> LibraryStatsView:
    """How many documents there are by effect, organ and year; what a year issued and repealed."""
    day = on_date or today_of(work)
    which = Which(region_code=region_code, organ=organ, document_class=document_class)
    found = await statistics.counted(work, day, which)
    of_year = await statistics.of_year(work, day, which, year or day.year)
    effects = found["effect"]
    in_force = sum(effects.get(name, 0) for name in ("valid", "amended", "suspended"))
    return LibraryStatsView(
        on=day, documents=sum(effects.values()), in_force=in_force,
        by_effect=_views(effects), by_organ=_views(found["organ"]),
        by_year=sorted(_views(found["year"]), key=lambda one: one.value, reverse=True),
        year=YearView(year=year or day.year, **dict(of_year or {})),
    )  # fmt: skip


def _views(counts: dict[str, int]) -> list[CountView]:
    return [CountView(value=value, documents=documents) for value, documents in counts.items()]
