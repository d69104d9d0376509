"""A download of facts: what is wanted of one snapshot, and how far it is."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any, ClassVar

from shared.refusals import Conflict, Invalid, NotFound

MOST_ROWS = 20_000_000
MOST_ROWS_OF_A_SHEET = 1_048_575  # of an .xlsx, under its heading


class Form(StrEnum):
    """What the file is."""

    CSV = "csv"
    XLSX = "xlsx"
    PACKAGE = "fdp"  # Fiscal Data Package, zipped


MEDIA = {
    Form.CSV: ("text/csv; charset=utf-8", ".csv"),
    Form.XLSX: ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
    Form.PACKAGE: ("application/zip", ".zip"),
}


class ExportState(StrEnum):
    """How far it is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"


class ExportNotFound(NotFound):
    """没有找到这个下载任务。"""

    advice = "请重新提交下载；任务在提交后保留 30 天。"


@dataclass(eq=False)
class ExportTooLarge(Invalid):
    """要下载的数据太多。"""

    advice: ClassVar[str] = "共 {rows} 行，最多 {most} 行。请缩小年度、单位或表的范围，或改用 csv。"

    rows: int
    most: int


@dataclass(eq=False)
class ExportNotReady(Conflict):
    """文件还没有生成好。"""

    advice: ClassVar[str] = "已完成 {done} / {rows} 行，请稍后再取。"

    done: int
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which facts, of which snapshot; None and () are not narrowed."""

    form: Form
    snapshot: int
    book: str | None = None
    years: tuple[int, ...] = ()
    region: str | None = None
    unit: str | None = None
    table: str | None = None

    def as_kept(self) -> Mapping[str, Any]:
        """As JSON."""
        return {
            "form": self.form.value, "snapshot": self.snapshot, "book": self.book,
            "years": list(self.years), "region": self.region, "unit": self.unit,
            "table": self.table,
        }  # fmt: skip

    @property
    def digest(self) -> str:
        """The same for the same wishes: nobody makes a file that is there."""
        return sha256(json.dumps(self.as_kept(), sort_keys=True).encode()).hexdigest()

    def refuse_too_large(self, rows: int) -> None:
        """Refused with ExportTooLarge."""
        most = MOST_ROWS_OF_A_SHEET if self.form is Form.XLSX else MOST_ROWS
        if rows > most:
            raise ExportTooLarge(rows, most)


def wanted_of(kept: Mapping[str, Any]) -> Wanted:
    """What was kept as JSON."""
    known = dict(kept)
    return Wanted(form=Form(known.pop("form")), years=tuple(known.pop("years")), **known)
