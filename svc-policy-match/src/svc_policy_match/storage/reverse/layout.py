"""The columns of profiles' rows: every attribute, of yearly ones the last three years."""

from pathlib import Path

from shared.yaml_files import yaml_in
from svc_policy_match.domain.attributes.attributes import Attribute, Registry
from svc_policy_match.domain.attributes.reading import read_registry
from svc_policy_match.domain.rows.ages import AGE
from svc_policy_match.domain.rows.cells import Layout

PERIODS = (0, -1, -2)
HERE = Path(__file__).resolve().parents[4] / "attributes"


def layout_of(registry: Registry) -> Layout:
    """A column or two for each key; ages are asked of the day they are counted from."""
    found: dict[str, Attribute] = {}
    for code, one in registry.items():
        if code == AGE:
            continue
        periods = PERIODS if one.by_year else (None,)
        found |= {one.key(period): one for period in periods}
    return Layout(found)


def shipped_layout() -> Layout:
    """That of the attributes in the package, which the migrations have columns for."""
    files = sorted(HERE.glob("*.yaml"))
    kept = [one for path in files for one in yaml_in(path)]
    return layout_of(read_registry(kept))
