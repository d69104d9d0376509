"""Builders of power items: the demo's list."""

from pathlib import Path

from shared.yaml_files import yaml_in
from svc_approvals.domain.power_items.lists import power_items_of

DEMO = Path(__file__).parents[1] / "demo" / "power-items.yaml"
POWERS = power_items_of(yaml_in(DEMO))
