"""``sample``: made-up workbooks, so that an office can try its templates, and tests theirs."""

import argparse
import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from svc_budget.adapters.forms import codes_in, templates_in
from svc_budget.adapters.workbooks.writing import written
from svc_budget.domain.samples.books import Forms
from svc_budget.domain.samples.faults.registry import known_rules
from svc_budget.domain.samples.governments.regions import GOVERNMENTS
from svc_budget.domain.samples.runs import Made, Order, made
from svc_budget.domain.samples.units import sample_units
from svc_budget.settings import HERE

LISTED = ("file", "unit", "year", "book", "rule", "sheet", "cell", "what")


def sample(asked: argparse.Namespace) -> int:
    """Write the books and a list of them; the list says what was planted where."""
    forms = Forms(
        templates_in(asked.templates or HERE / "templates"), codes_in(asked.codes or HERE / "codes")
    )
    order = Order(
        sample_units(asked.units, asked.place),
        _years(asked.years),
        asked.seed,
        GOVERNMENTS if asked.governments else (),
        messy=asked.messy,
        rules=tuple(filter(None, asked.plant.split(","))),
    )
    unknown = set(order.rules) - set(known_rules())
    if unknown:
        sys.stderr.write(f"no fault is known for {', '.join(sorted(unknown))}\n")
        return 1
    asked.out.mkdir(parents=True, exist_ok=True)
    count, planted = 0, set[str]()
    with (asked.out / "books.csv").open("w", encoding="utf-8-sig", newline="") as file:
        listing = csv.writer(file)
        listing.writerow(LISTED)
        for one in made(forms, order):
            name = _write(one, asked.out)
            listing.writerows(_lines(one, name))
            count += 1
            planted |= {each.rule for each in one.planted}
    sys.stdout.write(f"{count} workbooks in {asked.out}\n")
    if missing := set(order.rules) - planted:
        sys.stdout.write(f"no book had room for {', '.join(sorted(missing))}\n")
    return 0


def _write(one: Made, folder: Path) -> str:
    name = f"{one.book.year}/{one.title}.xlsx"
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(written(one.drafts))
    return name


def _lines(one: Made, name: str) -> Iterator[tuple[object, ...]]:
    of = (name, one.book.unit.code, one.book.year, one.book.book.value)
    if not one.planted:
        yield (*of, "", "", "", "")
    for planted in one.planted:
        for sheet, cell in one.where(planted):
            yield (*of, planted.rule, sheet, cell, planted.what)


def _years(text: str) -> range:
    """2025, or 2011-2025; ValueError for anything else."""
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)
