"""The commands of svc-documents: those of every service, and generate."""

import sys
from pathlib import Path

from shared import commands

SERVICE = commands.Service(
    name="svc-documents",
    app="svc_documents.main:create",
    settings="svc_documents.settings:DocumentsSettings",
    work="svc_documents.worker:work",
    load="svc_documents.worker:load",
    tables="svc_documents.storage.tables:metadata",
    persons="svc_documents.storage.persons:PERSONS",
    projections="svc_documents.events.projections:PROJECTIONS",
    migrations=Path(__file__).resolve().parents[2] / "migrations",
    generate="svc_documents.worker:generate",
    load_files=("laws", "stubs"),
)


def run() -> None:
    """Carry out one command."""
    sys.exit(commands.run(SERVICE))


if __name__ == "__main__":
    run()
