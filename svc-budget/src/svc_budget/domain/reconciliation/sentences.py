"""An issue told in one Chinese sentence: both sides in their tables' own unit, what to check."""

from collections.abc import Sequence

from svc_budget.domain.money.money import Unit, shown
from svc_budget.domain.reconciliation.findings import Finding, Side, Term

WANTED = {"=": "应等于", "<=": "不应大于", ">=": "不应小于"}
LISTED = 6
DECIMALS = {Unit.YUAN: 0, Unit.TEN_THOUSAND: 2, Unit.HUNDRED_MILLION: 2}
MOST_DECIMALS = {Unit.YUAN: 2, Unit.TEN_THOUSAND: 6, Unit.HUNDRED_MILLION: 10}


def sentence(finding: Finding, hint: str) -> str:
    """What is wrong at one place."""
    if finding.remark:
        return _with(finding.remark, hint)
    unit = _unit(finding)
    stated = next(iter(finding.left.terms), None)
    left = _side(finding.left, unit, None)
    right = _side(finding.right, unit, stated)
    apart = f"相差 {amount(abs(finding.difference), unit)}"
    if finding.tolerance:
        apart += f"（允许 {amount(finding.tolerance, unit)}）"
    space = " " if right[0].isascii() else ""
    return _with(f"{left}，{WANTED[finding.sign]}{space}{right}，{apart}", hint)


def amount(fen: int, unit: Unit) -> str:
    """1,234.50 万元; as many decimals as there are."""
    decimals = DECIMALS[unit]
    while decimals < MOST_DECIMALS[unit] and (fen * 10**decimals) % unit.fen:
        decimals += 1
    return f"{shown(fen, unit, decimals)} {unit.value}"


def named(term: Term, beside: Term | None = None) -> str:
    """A cell by its table, address and label; the table is left out beside one of the same."""
    table, cell = term.table, term.cell
    where = "" if beside and (beside.cell.sheet, beside.book) == (cell.sheet, term.book) else (
        f"{term.book}「{table.template.title}」"
    )  # fmt: skip
    label = "".join(term.row.label.split()) or term.row.key
    column = term.column.replace(".", "/")
    several = len(table.template.panels[0].columns) > 1
    which = f"“{label}”（{column}）" if several else f"“{label}”"
    if not label or label == "数额":
        which = f"“{column}”"
    return f"{where}{cell.address}{which}"


def told(term: Term, beside: Term | None = None) -> str:
    """A cell with what stands in it."""
    if term.cell.amount is None:
        return f"{named(term, beside)}为空"
    of = "" if term.percent is None else f"的 {term.percent}%"
    return f"{named(term, beside)} {amount(term.cell.amount, term.table.unit)}{of}"


def _side(side: Side, unit: Unit, beside: Term | None) -> str:
    terms = side.terms
    if not terms:
        return amount(side.total, unit) if side.fixed else f"{side.words or '对应各行'}（没有数据）"
    if len(terms) == 1 and not side.constant:
        return told(terms[0], beside)
    whole = amount(side.total, unit)
    stated = [one for one in terms if one.cell.amount is not None]
    if len(stated) == 1 and not side.constant and stated[0].sign > 0 and not side.words:
        return told(stated[0], beside)
    if not side.stated:
        return f"{'、'.join(named(one, beside) for one in terms[:LISTED])}（均为空）"
    if side.words or len(terms) > LISTED:
        return f"{_where(terms[0], beside)}{side.words or f'{len(terms)} 个单元格合计'} {whole}"
    added = all(one.sign > 0 for one in terms) and not side.constant
    return f"{_listed(terms, beside)}{'之和' if added else '的结果'} {whole}"


def _where(term: Term, beside: Term | None) -> str:
    if beside and (beside.cell.sheet, beside.book) == (term.cell.sheet, term.book):
        return ""
    return f"{term.book}「{term.table.template.title}」"


def _listed(terms: Sequence[Term], beside: Term | None) -> str:
    parts: list[str] = []
    last = beside
    for term in terms:
        if term.cell.amount is None:
            continue
        joined = "" if not parts else "＋" if term.sign > 0 else "－"
        parts.append(f"{joined}{told(term, last)}")
        last = term
    return "".join(parts)


def _unit(finding: Finding) -> Unit:
    return finding.terms[0].table.unit if finding.terms else Unit.YUAN


def _with(text: str, hint: str) -> str:
    return f"{text}；{hint}" if hint else f"{text}。"
