"""The demo's district: what its files say becomes rows by the same verbs as everywhere."""

from pathlib import Path
from typing import Any

import structlog
import yaml

from shared.database import UnitOfWork
from svc_documents.domain.resource_map import districts
from svc_documents.use_cases.documents import demo_life
from svc_documents.use_cases.office import Office
from svc_documents.use_cases.resource_map.places import load_places

ON_THEIR_WAY = "documents-on-their-way.yaml"
log = structlog.get_logger("demo")


async def load_resource_map(work: UnitOfWork, folder: Path) -> None:
    """Some 150 places of the district; safe to repeat."""
    template = _read(folder / "resource-map.yaml")
    places = districts.places_of(template)
    changed = await load_places(work, districts.kinds_of(template), places)
    log.info("resource map", known=len(places), changed=changed)


async def load_documents_on_their_way(work: UnitOfWork, office: Office, folder: Path) -> None:
    """Drafts at every stage, and one that is published on the day of loading; safe to repeat."""
    template = _read(folder / ON_THEIR_WAY)
    begun = await demo_life.load_documents_on_their_way(work, office, template)
    log.info("documents on their way", known=len(template["documents"]), begun=begun)


def organs_named(folder: Path) -> set[str]:
    """The codes of the organs the directory must have told of before the demo is loaded."""
    return demo_life.organs_of(_read(folder / ON_THEIR_WAY))


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text("utf-8"))
