"""The closed set of checkers of texts a rule may name."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from svc_budget.domain.reconciliation.names import Dictionary
from svc_budget.domain.reconciliation.rules import Check
from svc_budget.domain.reconciliation.shelf import BUDGET, LAST_YEAR
from svc_budget.domain.reconciliation.texts.code_names import CodeNames
from svc_budget.domain.reconciliation.texts.directions import Directions
from svc_budget.domain.reconciliation.texts.figures import Figure, Figures
from svc_budget.domain.reconciliation.texts.items import ItemAmounts, ItemNames, ToldTwice
from svc_budget.domain.reconciliation.texts.leftovers import NO_SIGN, PLACEHOLDER, Leftovers
from svc_budget.domain.reconciliation.texts.rates_told import Completions, Growth
from svc_budget.domain.reconciliation.texts.shares import Shares, Whole
from svc_budget.domain.reconciliation.texts.titles import Titles

Kept = Mapping[str, Any]
Maker = Callable[[Kept, Dictionary], Check]


def _figures(kept: Kept, words: Dictionary) -> tuple[Figure, ...]:
    return tuple(
        Figure.made(one["phrase"], one.get("section", ""), words.name(one["cell"]),
                    one.get("sign", "="))
        for one in kept["figures"]
    )  # fmt: skip


def _before(kept: Kept, words: Dictionary) -> tuple[Figure, ...]:
    return tuple(
        Figure.made(one["phrase"], one.get("section", ""), words.name(f"{LAST_YEAR}.{one['cell']}"))
        for one in kept.get("figures", ())
    )


def _directions(kept: Kept, words: Dictionary) -> Check:
    return Directions(_figures(kept, words) if "figures" in kept else (), _before(kept, words))


def _items(kept: Kept, words: Dictionary) -> Check:
    place, table = (BUDGET if kept.get("stage") == "年初预算" else ""), kept["table"]
    words.selection(f"{place and place + '.'}{table}.项.{kept['column']}", (), "")
    return ItemAmounts(kept["section"], table, kept["column"], kept.get("stage", "决算"), place)


def _shares(kept: Kept, words: Dictionary) -> Check:
    wholes = tuple(
        Whole(re.compile(section), words.name(cell)) for section, cell in kept["wholes"].items()
    )
    return Shares(wholes, {said: words.name(cell) for said, cell in kept.get("named", {}).items()})


def _names(kept: Kept, words: Dictionary) -> Check:
    for table in kept["tables"]:
        words.forms("", table)
    return CodeNames(tuple(kept["tables"]))


def _item_names(kept: Kept, words: Dictionary) -> Check:
    words.forms("", kept["table"])
    return ItemNames(kept["section"], kept["table"])


CHECKERS: Mapping[str, Maker] = {
    "figures": lambda kept, words: Figures(_figures(kept, words)),
    "slips": lambda kept, words: Figures(_figures(kept, words), slips=True),
    "items": _items,
    "told_twice": lambda kept, _: ToldTwice(kept["section"], kept.get("stage", "决算")),
    "shares": _shares,
    "completions": lambda _, __: Completions(),
    "growth": lambda _, __: Growth(),
    "directions": _directions,
    "placeholders": lambda _, __: Leftovers(PLACEHOLDER, "是没有填写的内容"),
    "percent_signs": lambda _, __: Leftovers(NO_SIGN, "缺少百分号"),
    "titles": lambda _, __: Titles(),
    "code_names": _names,
    "item_names": _item_names,
}
