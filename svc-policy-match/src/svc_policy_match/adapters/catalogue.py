"""Attributes and rules, read from the files they are kept in."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shared.yaml_files import yaml_in
from svc_policy_match.domain.attributes.attributes import Registry
from svc_policy_match.domain.attributes.reading import read_registry
from svc_policy_match.domain.pushes.subscriptions import LifeEvent, read_life_events
from svc_policy_match.domain.sizes.derived import Derivation
from svc_policy_match.domain.sizes.rule import read_rule
from svc_policy_match.domain.sizes.small_profit import read_small_profit


def registry_in(folder: Path) -> Registry:
    """All attributes of a folder; ValueError names one that is not in order."""
    return read_registry([one for path in sorted(folder.glob("*.yaml")) for one in kept_in(path)])


def rules_in(folder: Path, registry: Registry) -> Derivation:
    """What is reckoned from other things; ValueError names what is not in order."""
    sizes = read_rule(kept_in(folder / "size_2017.yaml"), registry)
    small = read_small_profit(kept_in(folder / "small_profit.yaml"), registry)
    return Derivation(sizes, small)


def life_events_in(folder: Path) -> Mapping[str, LifeEvent]:
    """Events of life and the themes that are for them; ValueError names one not in order."""
    return read_life_events(kept_in(folder / "life_events.yaml"))


def kept_in(path: Path) -> Any:
    """One file's data."""
    return yaml_in(path)
