"""Find units, funds, published tables, codes and terms by words."""

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from shared.database import Row, UnitOfWork
from svc_budget.domain.codes.codes import CodeKind, CodeLists
from svc_budget.domain.pages.pages import Hit, Pages, ranked
from svc_budget.storage.pages import pages as kept

MOST = 40
CODE_KINDS = {
    CodeKind.FUNCTION: "支出功能分类科目", CodeKind.DEPARTMENT_ECONOMIC: "部门预算支出经济分类科目",
    CodeKind.GOVERNMENT_ECONOMIC: "政府预算支出经济分类科目", CodeKind.INCOME: "收入分类科目",
}  # fmt: skip
HREFS = {
    "unit": "/api/v1/budget/units/{}", "fund": "/api/v1/budget/funds/{}",
    "table": "/api/v1/budget/tables/{}",
}  # fmt: skip


async def seek(
    work: UnitOfWork, pages: Pages, lists: CodeLists, words: str, most: int
) -> list[Hit]:
    """The best hits of all kinds together."""
    found = [
        *_hits("unit", await kept.units(work, words, MOST)),
        *_hits("fund", await kept.funds(work, words, MOST)),
        *_hits("table", await kept.tables(work, words, MOST)),
        *_codes(lists, words),
        *_terms(pages),
    ]
    return ranked(words, found, most)


def _hits(kind: str, rows: Iterable[Row]) -> Iterator[Hit]:
    for row in rows:
        about = row.get("about") or ""
        yield Hit(kind, row["id"], row["title"], about, HREFS[kind].format(row["id"]))


def _codes(lists: CodeLists, words: str) -> Sequence[Hit]:
    """A code once, under the name it had last."""
    found: dict[tuple[CodeKind, str], Hit] = {}
    for one in lists:
        if words in one.name or one.code.startswith(words):
            retired = f"，用到{one.last_year}年" if one.last_year else ""
            about = f"{CODE_KINDS[one.kind]} {one.code}{retired}"
            href = "/api/v1/budget/facts?group_by=year"
            if one.kind is CodeKind.FUNCTION:
                href += f"&function={one.code}"
            found[one.kind, one.code] = Hit("code", one.code, one.name, about, href)
    return list(found.values())


def _terms(pages: Pages) -> Iterator[Hit]:
    for one in pages.terms:
        href = f"/api/v1/budget/glossary?q={quote(one.term)}"
        yield Hit("term", one.term, one.term, one.means, href)
