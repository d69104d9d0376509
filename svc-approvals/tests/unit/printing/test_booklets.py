"""The booklet as a reader holds it: the contents tell the pages truly."""

import re
from dataclasses import replace
from datetime import date

from catalogue_building import a_matter, barber_shop
from pdf_reading import read_pdf

from svc_approvals.api.printing.booklets import booklet_pdf
from svc_approvals.domain.catalogue.booklets import Booklet, Chapter

DAY = date(2026, 3, 2)


def test_the_contents_name_every_chapter_with_its_page() -> None:
    long = replace(barber_shop(), name="长章节", materials=barber_shop().materials * 4)
    chapters = [Chapter(one, {}, {}) for one in (barber_shop(), long, a_matter(name="末章"))]

    printed = read_pdf(booklet_pdf(Booklet("开店创业", chapters, DAY)))

    assert printed.all_embedded
    assert "开店创业办事指南汇编收录 3 个事项2026 年 3 月 2 日编印" in printed.text
    contents, *_ = printed.text.partition("目录")[2].partition("第 2 页")
    pages = re.findall(r"[ .]{9,}(\d+)(\d)\. (.+?)(?= \.|$)", contents)
    assert [(int(number), name) for _, number, name in pages] == [
        (1, barber_shop().name), (2, "长章节"), (3, "末章"),
    ]  # fmt: skip
    sheets = re.split(r"第 \d+ 页，共 \d+ 页", printed.text)
    for page, number, name in pages:
        assert sheets[int(page) - 1].startswith(f"{number}. {name}"), (name, page)


def test_the_same_booklet_is_the_same_document() -> None:
    booklet = Booklet("", [Chapter(a_matter(name="<b>名&称</b>"), {}, {})], DAY)

    assert booklet_pdf(booklet) == booklet_pdf(booklet)
    assert "1. <b>名&称</b>" in read_pdf(booklet_pdf(booklet)).text
