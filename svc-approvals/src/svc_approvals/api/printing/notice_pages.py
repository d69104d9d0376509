"""The notice that says everything once (一次性告知单) as a page of its own, ready to print.

Nothing is fetched from anywhere, and whatever a definition says is shown as text.
"""

from collections.abc import Iterable, Iterator
from html import escape

from svc_approvals.api.printing.notices import fee_columns, said
from svc_approvals.domain.catalogue.notices import COLUMNS, Notice, NoticeLine

SAFE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
}
YES, NO = "√", "—"
STYLE = """
@page { size: A4; margin: 16mm 18mm }
:root { color-scheme: light }
body { margin: 0 auto; max-width: 174mm; padding: 8mm 4mm; color: #111; background: #fff;
  font: 10.5pt/1.55 "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", sans-serif }
h1, .name { text-align: center; margin: 0 }
h1 { font-size: 18pt }
.name { font-size: 13pt; margin: 2mm 0 5mm }
h2 { font-size: 11.5pt; margin: 6mm 0 2mm }
table { width: 100%; border-collapse: collapse }
th, td { border: 1px solid #888; padding: 1.2mm 2mm; text-align: left; overflow-wrap: anywhere }
th { background: #eef1f5; font-weight: 600 }
thead th, .short { text-align: center; white-space: nowrap }
tr { break-inside: avoid }
thead { display: table-header-group }
.facts th { width: 26mm }
@media print { body { max-width: none; padding: 0 } th { print-color-adjust: exact } }
@media (max-width: 130mm) { thead th, .short { white-space: normal } }
"""


def notice_page(notice: Notice) -> str:
    """The notice as one self-contained page."""
    return "".join(_page(notice))


def _page(notice: Notice) -> Iterator[str]:
    title = escape(f"{notice.title} 一次性告知单")
    yield '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
    yield "<h1>“一件事一次办”一次性告知单</h1>\n"
    yield f'<p class="name">{escape(notice.title)}</p>\n'
    yield from _facts(notice)
    yield "<h2>申请材料</h2>\n"
    yield from _table(COLUMNS, (_row(line) for line in notice.lines))
    if notice.fees:
        yield "<h2>收费</h2>\n"
        rows = ([_cell(one) for one in fee_columns(fee)] for fee in notice.fees)
        yield from _table(("收费项目", "收费标准", "收费依据", "收费部门"), rows)
    for word, text in (("权利", notice.rights), ("义务", notice.duties)):
        if text:
            yield f"<p>申请人的{word}：{escape(text)}。</p>\n"
    yield "</main>\n</body>\n</html>\n"


def _facts(notice: Notice) -> Iterator[str]:
    yield '<table class="facts">\n'
    for name, text in said(notice):
        if text:
            yield f'<tr><th scope="row">{name}</th><td>{escape(text)}</td></tr>\n'
    yield "</table>\n"


def _table(columns: Iterable[str], rows: Iterable[list[str]]) -> Iterator[str]:
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    yield f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n"
    for row in rows:
        yield f"<tr>{''.join(row)}</tr>\n"
    yield "</tbody>\n</table>\n"


def _row(line: NoticeLine) -> list[str]:
    return [
        _short(str(line.number)),
        _cell(line.name),
        _short(str(line.sets)),
        _short(YES if line.original else NO),
        _short(YES if line.copy else NO),
        _cell(line.requirement or NO),
        _cell(line.sample or NO),
    ]


def _cell(text: str) -> str:
    return f"<td>{escape(text)}</td>"


def _short(text: str) -> str:
    return f'<td class="short">{escape(text)}</td>'
