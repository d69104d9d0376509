"""Builders for the tests of the library as a whole: small collections on disk."""

import gzip
from pathlib import Path
from typing import Any

import orjson


def a_law_row(title: str = "中华人民共和国预算法", **known: Any) -> dict[str, Any]:
    """A dated text of a law as the collection has it."""
    return {
        "title": title, "short_title": title, "version_date": "2018-12-29", "level": "法律",
        "published_on": "2018-12-29", "effective_on": "2018-12-29", "marked_expired": False,
        "category": "经济法", "history": ["1994年3月22日 第八届全国人民代表大会第二次会议通过"],
        "body": "第一条 为了规范政府收支行为，制定本法。\n\n第二条 本法自1995年1月1日起施行。",
    } | known  # fmt: skip


def a_stub_row(number: str = "国办发〔2018〕37号", **known: Any) -> dict[str, Any]:
    """A document of which number and dates are known."""
    return {
        "region": "State_Council", "title": "国务院办公厅关于加强行政规范性文件监督管理工作的通知",
        "issued": "2018-05-16", "published": "2018-05-31", "doc_number_raw": number,
        "url": f"http://www.gov.cn/{number}",
    } | known  # fmt: skip


def a_collection(folder: Path, name: str, *rows: Any) -> Path:
    """A file of rows; a row of bytes is a line as it stands."""
    path = folder / name
    lines = (row if isinstance(row, bytes) else orjson.dumps(row) for row in rows)
    path.write_bytes(gzip.compress(b"\n".join(lines)))
    return path
