import re
from decimal import Decimal

import pytest
from samples_building import a_sample

from svc_budget.domain.samples.drafts import Draft
from svc_budget.domain.samples.draws import Draws
from svc_budget.domain.samples.layout import lay_out
from svc_budget.domain.samples.messes import MESSES, messed, messy_style
from svc_budget.domain.samples.styles import Style
from svc_budget.domain.samples.tables import Place
from svc_budget.domain.templates.templates import Book

WIDE = str.maketrans("０１２３４５６７８９．，－", "0123456789.,-")


def amounts(drafts: tuple[Draft, ...]) -> dict[Place, Decimal | None]:
    """What is written at every place, however it is written."""
    return {
        place: _number(draft.at(*spot))
        for draft in drafts
        for place, spot in draft.places.items()
        if place.column
    }


def _number(written: object) -> Decimal | None:
    text = str(written if written is not None else "").translate(WIDE).replace(",", "")
    return Decimal(text) if re.fullmatch(r"-?[\d.]+", text) else None


@pytest.mark.parametrize("mess", sorted(MESSES))
@pytest.mark.parametrize("book", [Book.FINAL, Book.BUDGET])
def test_a_mess_changes_no_amount(mess: str, book: Book) -> None:
    clean = lay_out(a_sample(book), Style())
    untidy = messed(clean, Draws(1), only=[mess])
    assert amounts(untidy) == amounts(clean)
    if mess != "merged_totals":
        assert any(one.grid() != other.grid() or one.notes or one.formulas
                   for one, other in zip(untidy, clean, strict=True))  # fmt: skip


def test_all_messes_together_change_no_amount_and_bring_unknown_sheets() -> None:
    seen: set[str] = set()
    for seed in range(12):
        sample = a_sample()
        clean = lay_out(sample, messy_style(Draws(seed), sample.tables))
        untidy = messed(clean, Draws(seed))
        assert amounts(untidy) == amounts(clean)
        seen |= {one.name for one in untidy} - {one.name for one in clean}
    assert seen == {"Sheet1", "底稿"}


def test_the_same_seed_makes_the_same_mess() -> None:
    sample = a_sample()
    first, again, other = (
        messed(lay_out(sample, messy_style(Draws(seed), sample.tables)), Draws(seed))
        for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other


def test_totals_are_formulas_over_the_classes() -> None:
    drafts = messed(lay_out(a_sample(), Style()), Draws(1), only=["formulas"])
    draft = next(one for one in drafts if any(place.table == "T3" for place in one.places))
    spot = draft.places[Place("T3", "", "合计", "合计")]
    assert re.fullmatch(r"=C\d+(\+C\d+)+", draft.formulas[spot])
