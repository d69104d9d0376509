"""The member's own data files, read."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from svc_policy_match.domain.attributes.attributes import Registry
from svc_policy_match.domain.attributes.reading import read_registry
from svc_policy_match.domain.sizes.rule import SizeRule, read_rule
from svc_policy_match.domain.sizes.small_profit import SmallProfitRule, read_small_profit

HERE = Path(__file__).resolve().parents[1]


def read_yaml(path: Path) -> Any:
    """One file's data."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@cache
def own_registry() -> Registry:
    """All attributes of the member."""
    files = sorted((HERE / "attributes").glob("*.yaml"))
    return read_registry([one for path in files for one in read_yaml(path)])


@cache
def size_rule() -> SizeRule:
    """The rule of 2017."""
    return read_rule(read_yaml(HERE / "rules/size_2017.yaml"), own_registry())


@cache
def small_profit_rule() -> SmallProfitRule:
    """The rule of 2023."""
    return read_small_profit(read_yaml(HERE / "rules/small_profit.yaml"), own_registry())
