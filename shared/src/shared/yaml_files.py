"""Files in YAML: the demo, the law and the rules, as their editors wrote them."""

from pathlib import Path
from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster where libyaml is


def yaml_in(file: Path) -> Any:
    """What the file holds, in plain data only; YAMLError when it is not YAML."""
    return yaml.load(file.read_text("utf-8"), LOADER)  # noqa: S506 - a safe one, chosen above
