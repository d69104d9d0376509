"""The demo's district: what its files say becomes rows by the same verbs as everywhere."""

from pathlib import Path
from typing import Any

import structlog
import yaml

from shared.database import UnitOfWork
from svc_documents.domain.resource_map import districts
from svc_documents.use_cases.resource_map.places import load_places

log = structlog.get_logger("demo")


async def load_resource_map(work: UnitOfWork, folder: Path) -> None:
    """Some 150 places of the district; safe to repeat."""
    template = _read(folder / "resource-map.yaml")
    places = districts.places_of(template)
    changed = await load_places(work, districts.kinds_of(template), places)
    log.info("resource map", known=len(places), changed=changed)


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))
