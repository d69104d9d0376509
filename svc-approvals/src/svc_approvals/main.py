"""The HTTP process of svc-approvals, and its commands."""

from pathlib import Path

from fastapi import FastAPI

from shared.commands import Service, run
from shared.data_keys import DataKeys, Suite
from shared.file_store import LocalFileStore
from shared.personal_data import PersonalData
from shared.service import create_app
from shared.virus_scan import ClamAV
from svc_approvals import worker
from svc_approvals.api import cases, desk, links, matters, tasks, track
from svc_approvals.settings import ApprovalsSettings
from svc_approvals.use_cases.office import Office

NAME = "svc-approvals"
ROUTERS = (
    matters.router,
    cases.router,
    desk.router,
    tasks.router,
    track.live_router,
    track.router,
    links.router,
)


def create(settings: ApprovalsSettings | None = None) -> FastAPI:
    """The app; settings come from the environment unless given."""
    known = settings or ApprovalsSettings.from_environment()

    async def opened(app: FastAPI) -> None:
        app.state.office = open_office(known)

    return create_app(NAME, known, ROUTERS, opened=opened, title="一件事一次办")


def open_office(settings: ApprovalsSettings) -> Office:
    """The tools of one process, made of its settings."""
    data_key, index_key = settings.data_key, settings.index_key
    if data_key is None or index_key is None:
        raise ValueError("APPROVALS_DATA_KEY and APPROVALS_INDEX_KEY are needed to run")
    keys = DataKeys.of(data_key.get_secret_value(), index_key.get_secret_value())
    return Office(
        secrets=PersonalData(keys, Suite(settings.data_cipher)),
        files=LocalFileStore(settings.files_dir),
        public_url=settings.public_url,
        scanner=ClamAV(settings.scanner) if settings.scanner else None,
    )


SERVICE = Service(
    name=NAME,
    app="svc_approvals.main:create",
    settings=ApprovalsSettings.from_environment,
    work=lambda settings: worker.work(settings, open_office(settings)),
    load=worker.load,
    migrations=Path(__file__).resolve().parents[2] / "migrations",
)


def main() -> int:
    """The command line."""
    return run(SERVICE)
