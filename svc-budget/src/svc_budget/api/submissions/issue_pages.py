"""The issues of a version as a page: readable, printable, no script.

Every character of a workbook goes through ``escape``; the page's policy lets a browser run
nothing and load nothing.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape

from svc_budget.api.submissions.finding_views import IssueCellView, IssueView
from svc_budget.api.submissions.submission_views import SubmissionWholeView

STYLE = """
body { font: 16px/1.6 system-ui, "Noto Sans CJK SC", sans-serif; margin: 0 auto; max-width: 60rem;
  padding: 1rem; color: #1a1a1a; background: #fff }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 }
th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top }
td.amount { text-align: right; font-variant-numeric: tabular-nums }
section { border-left: .4rem solid #767676; padding-left: 1rem; margin: 1.5rem 0 }
section.error { border-color: #b00020 } section.warning { border-color: #8a4b00 }
h2 { font-size: 1.1rem }
"""
STYLE_HASH = b64encode(sha256(STYLE.encode()).digest()).decode()
POLICY = (
    f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)


def issues_page(one: SubmissionWholeView, issues: Sequence[IssueView], more: str | None) -> str:
    """The page; `more` is the address of the next one."""
    title = escape(f"{one.unit_name}{one.year}年{one.book_name}（第{one.version}版）校验结果")
    following = f'<p><a href="{escape(more)}">下一页</a></p>' if more else ""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head>\n<body><main>\n<h1>{title}</h1>\n"
        f"<p>错误 {one.errors} 处，提示 {one.warnings} 处；{escape(one.state_name)}。</p>\n"
        f"{''.join(_issue(issue) for issue in issues) or '<p>没有问题。</p>'}"
        f"{following}</main></body></html>\n"
    )


def _issue(one: IssueView) -> str:
    return (
        f'<section class="{escape(one.severity)}" id="issue-{one.number}">'
        f"<h2>{one.number}. {escape(one.severity_name)} {escape(one.rule)}"
        f" {escape(one.title)}</h2>\n<p>{escape(one.message)}</p>\n"
        f"{''.join(_cells(one))}{''.join(_facts(one))}</section>\n"
    )


def _cells(one: IssueView) -> Iterator[str]:
    sides = [*(("左", cell) for cell in one.left), *(("右", cell) for cell in one.right)]
    if not sides:
        return
    yield (
        '<table><thead><tr><th scope="col">边</th><th scope="col">表</th>'
        '<th scope="col">位置</th><th scope="col">项目</th><th scope="col">原文</th>'
        '<th scope="col">金额（元）</th></tr></thead><tbody>'
    )
    for side, cell in sides:
        yield _cell(side, cell)
    yield "</tbody></table>\n"


def _cell(side: str, cell: IssueCellView) -> str:
    table = f"{cell.book} {cell.table} {cell.title}".strip()
    place = f"{cell.sheet}!{cell.address}"
    item = f"{cell.label}（{cell.column}）"
    return (
        f"<tr><td>{side}</td><td>{escape(table)}</td><td>{escape(place)}</td>"
        f"<td>{escape(item)}</td><td>{escape(cell.raw)}</td>"
        f'<td class="amount">{escape(cell.amount or "")}</td></tr>'
    )


def _facts(one: IssueView) -> Iterator[str]:
    if one.difference is not None:
        allowed = f"，允许误差 {escape(one.tolerance)} 元" if one.tolerance else ""
        yield f"<p>相差 {escape(one.difference)} 元{allowed}。</p>\n"
    if one.hint:
        yield f"<p>建议：{escape(one.hint)}</p>\n"
    if one.reason:
        yield f"<p>说明：{escape(one.reason)}</p>\n"
