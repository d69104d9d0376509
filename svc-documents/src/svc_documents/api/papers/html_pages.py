"""A document as a page: readable, printable, every part with its anchor; no script, no pictures.

Every character of a document goes through ``escape``; tags and attributes are ours alone, and the
page's policy lets a browser run nothing and load nothing.
"""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files

from svc_documents.domain.texts.blocks import HEADINGS, Block, line_of
from svc_documents.domain.texts.papers import Paper

STYLE = files(__package__).joinpath("style.css").read_text("utf-8")
STYLE_HASH = b64encode(sha256(STYLE.encode()).digest()).decode()
POLICY = (
    f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)
LOWEST = 4  # there are h2 to h4 below the title
FEWEST_ENTRIES = 2


def html_page(paper: Paper) -> str:
    """The page of a document."""
    title, watermark = escape(paper.title), escape(paper.watermark)
    mark = f' data-watermark="{watermark}"' if watermark else ""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head>\n<body{mark}><main>\n"
        f"{''.join(_parts(paper))}</main></body></html>\n"
    )


def _parts(paper: Paper) -> Iterator[str]:
    yield from _elements(paper.facts)
    yield from _notice(paper)
    yield f"<h1>{escape(paper.title)}</h1>\n"
    if paper.document_no:
        yield f'<p class="document-no">{escape(paper.document_no)}</p>\n'
    yield from _contents(paper.blocks)
    yield "<article>\n"
    for one in paper.blocks:
        yield f"{_block(one)}\n"
    yield "</article>\n"
    yield from _footer(paper)


def _elements(facts: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield '<table class="elements">'
    for at in range(0, len(facts), 2):
        cells = (
            f"<th>{escape(name)}</th><td>{escape(said)}</td>" for name, said in facts[at : at + 2]
        )
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</table>\n"


def _notice(paper: Paper) -> Iterator[str]:
    if not paper.notices:
        return
    yield '<div class="notice" role="note">'
    for one in paper.notices:
        yield f"<p>{escape(one)}</p>"
    if paper.ended_by:
        address, name = escape(paper.ended_by.address), escape(str(paper.ended_by))
        yield f'<p>{escape(paper.ended_by.role)}：<a href="{address}?format=html">{name}</a></p>'
    yield "</div>\n"


def _contents(blocks: Sequence[Block]) -> Iterator[str]:
    entries = [one for one in blocks if one["kind"] in HEADINGS and one.get("anchor")]
    if len(entries) < FEWEST_ENTRIES:
        return
    highest = min(one.get("level", 1) for one in entries)
    yield '<nav class="contents"><details open><summary>目录</summary><ol>'
    for one in entries:
        level = min(one.get("level", 1) - highest + 1, LOWEST)
        anchor, title = escape(one["anchor"]), escape(line_of(one))
        yield f'<li class="l{level}"><a href="#{anchor}">{title}</a></li>'
    yield "</ol></details></nav>\n"


def _block(one: Block) -> str:
    kind, anchor = one["kind"], escape(one.get("anchor", ""))
    name = f' id="{anchor}"' if anchor else ""
    if kind == "table":
        return _table(one, name)
    if kind in HEADINGS:
        level = _level(one)
        numbered = ' class="numbered"' if kind == "heading" and one.get("number") else ""
        return f"<h{level}{name}{numbered}>{escape(line_of(one))}</h{level}>"
    if kind == "article":
        number, text = escape(one.get("number", "")), escape(one["text"])
        link = f'<a class="number" href="#{anchor}">{number}</a>'
        return f'<p{name} class="article">{link}\u3000{text}</p>'
    known = kind if kind in {"addressee", "signature", "item"} else "paragraph"
    return f'<p{name} class="{known}">{escape(line_of(one))}</p>'


def _level(one: Block) -> int:
    """Parts and attachments as h2, chapters as h2, sections as h3, numbered headings as h4."""
    if one["kind"] == "heading" and one.get("number"):
        return LOWEST
    return 3 if one["kind"] == "section" else 2


def _table(one: Block, name: str) -> str:
    rows = (
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in one.get("rows", ())
    )
    return f'<div class="wide"><table{name} class="text-table">{"".join(rows)}</table></div>'


def _footer(paper: Paper) -> Iterator[str]:
    address = escape(paper.address)
    forms = (("application/pdf", "pdf", "PDF"), ("text/markdown", "markdown", "Markdown"))
    links = " · ".join(
        f'<a href="{address}?format={form}" type="{kind}">{name}</a>' for kind, form, name in forms
    )
    source = f' · <a href="{address}/source">原始文件</a>' if paper.has_source else ""
    yield f"<footer><nav>下载：{links}{source}</nav>"
    yield f"<p>本页地址：{address}</p></footer>\n"
