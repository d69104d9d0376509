"""Templates, code lists, rules, duties and items, read from the files they are kept in."""

import csv
from collections.abc import Mapping
from pathlib import Path

import yaml

from shared.yaml_files import yaml_in
from svc_budget.domain.charts.constant_prices import Indices
from svc_budget.domain.charts.reading import read_indices
from svc_budget.domain.clocks.duties import Duty, read_duties
from svc_budget.domain.codes.codes import CodeKind, CodeLists
from svc_budget.domain.codes.reading import read_codes
from svc_budget.domain.funds.disclosures import DisclosureKind, DueRule
from svc_budget.domain.funds.reading import read_due_rules
from svc_budget.domain.openness.items import Formula, read_formula
from svc_budget.domain.pages.pages import Pages, read_pages
from svc_budget.domain.reconciliation.checking import RuleSet
from svc_budget.domain.reconciliation.reading import read_rules
from svc_budget.domain.templates.reading import read_templates
from svc_budget.domain.templates.templates import TemplateSet


def templates_in(folder: Path) -> TemplateSet:
    """All templates of a folder; ValueError names one that is not in order."""
    files = sorted(folder.glob("*.yaml"))
    return read_templates(yaml_in(file) for file in files)


def codes_in(folder: Path) -> CodeLists:
    """The list of each kind, a file of its own; ValueError names a row that is not in order."""
    return read_codes({kind: _rows(folder / f"{kind}.csv") for kind in CodeKind})


def duties_in(folder: Path) -> Mapping[str, Duty]:
    """The duties of the Budget Law by their keys; ValueError names one that is not in order."""
    kept = yaml_in(folder / "duties.yaml")
    return {one.key: one for one in read_duties(kept)}


def formula_in(folder: Path) -> Formula:
    """What openness is scored by; ValueError names the item that is not in order."""
    return read_formula(yaml_in(folder / "openness.yaml"))


def disclosures_in(folder: Path) -> Mapping[DisclosureKind, DueRule]:
    """When each of a fund's five disclosures is due; ValueError names what is not in order."""
    return read_due_rules(yaml_in(folder / "fund_disclosures.yaml"))


def indices_in(folder: Path) -> Indices:
    """Prices and inhabitants; ValueError names what is not in order."""
    prices, population = (yaml_in(folder / f"{name}.yaml") for name in ("prices", "population"))
    return read_indices(prices, population)


def pages_in(folder: Path) -> Pages:
    """Columns and terms; ValueError names what is not in order."""
    columns, terms = (yaml_in(folder / f"{name}.yaml") for name in ("columns", "glossary"))
    return read_pages(columns, terms)


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def rules_in(folder: Path, templates: TemplateSet) -> RuleSet:
    """All rules of a folder, one to a file; ValueError names all that is not in order."""
    kept, faults = [], []
    for file in sorted(folder.glob("*.yaml")):
        try:
            kept.append(yaml_in(file))
        except yaml.YAMLError as fault:
            faults.append(f"{file.stem}: {fault}")
    if faults:
        raise ValueError("\n".join(faults))
    return read_rules(kept, templates)
