"""Tables without data are kept, with the sentence that says so."""

from dataclasses import replace

from svc_budget.domain.samples.tables import SampleBook, SampleTable
from svc_budget.domain.templates.templates import Book

MISSING = {
    "T7": "使用财政拨款安排的“三公”经费支出",
    "T8": "政府性基金预算财政拨款收入和支出",
    "T9": "国有资本经营预算财政拨款收入和支出",
    "B6": "政府性基金预算拨款安排的支出",
    "B7": "国有资本经营预算拨款安排的支出",
    "B9": "“三公”经费和机关运行经费预算",
}


def with_sentences(book: SampleBook) -> SampleBook:
    """The book with a sentence under each table that has no data."""
    tables = {
        code: replace(table, sentences=(*table.sentences, sentence))
        if (sentence := sentence_of(table, book))
        else table
        for code, table in book.tables.items()
    }
    return replace(book, tables=tables)


def sentence_of(table: SampleTable, book: SampleBook) -> str:
    """What is said under a table without data; "" where there is data."""
    if not table.template.may_be_empty or not table.is_empty:
        return ""
    word = "年度" if book.book in {Book.FINAL, Book.GOVERNMENT_FINAL} else "年"
    missing = MISSING.get(table.template.code, f"{table.title}所列的收入和支出")
    return f"注：{book.unit.name}{book.year}{word}没有{missing}，故本表无数据。"
