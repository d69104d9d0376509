"""Builders of power items: the demo's list."""

from pathlib import Path

import yaml

from svc_approvals.domain.power_items.lists import power_items_of

DEMO = Path(__file__).parents[1] / "demo" / "power-items.yaml"
POWERS = power_items_of(yaml.safe_load(DEMO.read_text(encoding="utf-8")))
