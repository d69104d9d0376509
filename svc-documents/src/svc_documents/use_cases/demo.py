"""The demo's district: what its files say becomes rows by the same verbs as everywhere."""

from pathlib import Path
from typing import Any

import structlog

from shared.database import UnitOfWork
from shared.yaml_files import yaml_in
from svc_documents.domain.columns import directories
from svc_documents.domain.livelihood_projects import lists
from svc_documents.domain.resource_map import districts
from svc_documents.domain.topics import made_up
from svc_documents.storage import directory
from svc_documents.use_cases.columns.columns import load_columns
from svc_documents.use_cases.columns.entries import load_entries
from svc_documents.use_cases.documents import demo_life
from svc_documents.use_cases.livelihood_projects.loading import load_list
from svc_documents.use_cases.office import Office
from svc_documents.use_cases.resource_map.places import load_places
from svc_documents.use_cases.topics.topics import load_topics

ON_THEIR_WAY, COLUMNS = "documents-on-their-way.yaml", "columns.yaml"
PROJECTS = "livelihood-projects.yaml"
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
    on_their_way = demo_life.organs_of(_read(folder / ON_THEIR_WAY))
    columns = directories.codes_in(_read(folder / COLUMNS))
    return on_their_way | columns | lists.organs_of(_read(folder / PROJECTS))


async def load_directory_of_columns(work: UnitOfWork, office: Office, folder: Path) -> None:
    """The columns of a district with some of what they publish; safe to repeat."""
    known = directories.directory_of(_read(folder / COLUMNS), await _organs(work))
    changed = await load_columns(work, known.columns, known.began_on)
    entered = await load_entries(work, office, known.entries)
    log.info("columns", known=len(known.columns), changed=changed, entries=entered)


async def load_meeting_topics(work: UnitOfWork, office: Office) -> None:
    """Topics of government meetings; safe to repeat."""
    host = (await directory.organs(work))["xzsp"]
    topics = made_up.meeting_topics(made_up.Host(host.organ_id, host.name, host.region_code))
    log.info("topics", known=made_up.MEETINGS, new=await load_topics(work, office, topics))


async def load_livelihood_projects(work: UnitOfWork, folder: Path) -> None:
    """A year's livelihood projects, and the call for the next year's; safe to repeat."""
    said = _read(folder / PROJECTS)
    new = await load_list(work, said, await _organs(work))
    log.info("livelihood projects", known=len(said["projects"]), new=new)


async def _organs(work: UnitOfWork) -> dict[str, directories.Organ]:
    return {
        code: directories.Organ(one.organ_id, one.name, one.region_code)
        for code, one in (await directory.organs(work)).items()
    }


def _read(path: Path) -> Any:
    return yaml_in(path)
