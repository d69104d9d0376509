"""The fee for handling information (国办函〔2020〕109号): by items a month, or by pages."""

from decimal import Decimal

FREE_ITEMS, FIRST_ITEMS, ITEM_STEP, ITEM_FEE = 10, 30, 10, 100
PAGE_FEES = ((30, 0), (100, 10), (200, 20), (None, 40))


def fee_of_items(items: int) -> Decimal:
    """All items of one applicant in a month, each step dearer than the one before."""
    fee, known = 0, FREE_ITEMS
    rate, top = ITEM_FEE, FIRST_ITEMS
    while items > known:
        fee += rate * (min(items, top) - known)
        known, top, rate = top, top + ITEM_STEP, rate + ITEM_FEE
    return Decimal(fee)


def fee_of_pages(pages: int) -> Decimal:
    """Pages of one answer; the dearer rate is for the pages beyond only."""
    fee, known = 0, 0
    for top, rate in PAGE_FEES:
        upto = pages if top is None else min(pages, top)
        fee += rate * max(0, upto - known)
        known = max(known, upto)
    return Decimal(fee)


def fee_of(basis: str, quantity: int) -> Decimal:
    """The standard fee; zero when it is within what is free."""
    return fee_of_items(quantity) if basis == "items" else fee_of_pages(quantity)
