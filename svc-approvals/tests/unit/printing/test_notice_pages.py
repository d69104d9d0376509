"""The printed page: whole, on its own, and nothing in it is taken for markup."""

import re
from dataclasses import replace
from html.parser import HTMLParser

from catalogue_building import AGENT, barber_shop
from hypothesis import given
from hypothesis import strategies as st

from svc_approvals.api.printing.notice_pages import notice_page
from svc_approvals.domain.catalogue.guides import resolve
from svc_approvals.domain.catalogue.notices import COLUMNS, Notice, notice_of


def the_notice() -> Notice:
    return notice_of(resolve(barber_shop(), AGENT), {"cgj": "城市管理和综合执法局"})


class Tables(HTMLParser):
    """Every row of every table, as texts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1] and data.strip():
            self.rows[-1][-1] += data


def test_every_printed_row_stands_under_the_seven_columns() -> None:
    notice = the_notice()

    rows = Tables(notice_page(notice)).rows

    start = rows.index(list(COLUMNS))
    printed = rows[start + 1 : start + 1 + len(notice.lines)]
    assert [row[1] for row in printed] == [line.name for line in notice.lines]
    assert printed[0][:5] == ["1", "《“一件事一次办”申请表》", "1", "√", "—"]
    for text in (notice.place, notice.hours, notice.consult_phone, "承诺 1 个工作日"):
        assert any(text in cell for row in rows for cell in row)


def test_the_page_needs_nothing_from_anywhere() -> None:
    page = notice_page(the_notice())

    assert not re.search(r"https?:|src=|@import|url\(", page)
    assert not Tables(page).tags & {"script", "link", "img", "iframe"}


@given(st.text(max_size=30) | st.sampled_from(["</style><script>alert(1)</script>", '"><img>']))
def test_whatever_a_definition_says_is_text(text: str) -> None:
    notice = the_notice()
    line = replace(notice.lines[0], name=text, requirement=text, sample=text)
    said = replace(notice, title=text, place=text, rights=text, lines=(line,))

    assert Tables(notice_page(said)).tags == Tables(notice_page(notice)).tags
