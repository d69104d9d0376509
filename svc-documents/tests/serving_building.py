"""A real HTTP process of svc-documents beside the test, to be killed."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from documents_building import Documents
from pydantic import SecretStr

from yangguang_local.ports import LOOPBACK, inside_ports
from yangguang_local.processes import answers

READY_WITHIN = 30


@dataclass(frozen=True)
class Serving:
    """Where it listens, and the process to be ended."""

    address: str
    process: asyncio.subprocess.Process


def environment_of(documents: Documents, **more: str) -> dict[str, str]:
    """What a process of its own is told to work on the same database."""
    own = documents.settings
    told = {
        "DATABASE_URL": own.dsn, "NATS_URL": own.nats_url,
        "INTERNAL_PUBLIC_KEY": own.internal_public_key,
        "DATA_KEY": _key(own.data_key), "INDEX_KEY": _key(own.index_key), **more,
    }  # fmt: skip
    return os.environ | {f"DOCUMENTS_{name}": value for name, value in told.items()}


def _key(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""


@asynccontextmanager
async def serving(documents: Documents, home: Path) -> AsyncIterator[Serving]:
    """A process of `serve`, ready; ended with the block unless the test has ended it."""
    port = inside_ports(["documents"], home / "ports.json")["documents"]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "svc_documents", "serve",
        env=environment_of(documents, HTTP_HOST=LOOPBACK, HTTP_PORT=str(port)),
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        await asyncio.wait_for(answers(port), READY_WITHIN)
        yield Serving(f"http://{LOOPBACK}:{port}/api/v1", process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
