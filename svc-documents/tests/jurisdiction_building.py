"""Builders of jurisdictions: the demo's, and one whose file is changed."""

from copy import deepcopy
from pathlib import Path
from typing import Any

from shared.yaml_files import yaml_in
from svc_documents.domain.jurisdictions.jurisdictions import Jurisdiction, Jurisdictions
from svc_documents.domain.jurisdictions.reading import read_jurisdictions

FILE = Path(__file__).parents[1] / "demo" / "jurisdictions.yaml"
DATA: list[dict[str, Any]] = yaml_in(FILE)


def the_jurisdictions() -> Jurisdictions:
    """The demo's."""
    return read_jurisdictions(deepcopy(DATA))


def a_jurisdiction(**changes: Any) -> Jurisdiction:
    """Hunan's, with members put in place of its own."""
    return read_jurisdictions([deepcopy(DATA[0]) | changes]).all[0]
