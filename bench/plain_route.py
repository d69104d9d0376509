"""The other side of the HTTP figures: an empty FastAPI route that updates one row with asyncpg.

Run by itself under the uvicorn settings of our services (shared.commands).
PLAIN_DATABASE_URL and PLAIN_PORT say where.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import uvicorn
from fastapi import FastAPI

UPDATE = "UPDATE plain SET times = times + 1 WHERE number = $1"
INSERT = "INSERT INTO plain_review (level) VALUES ($1)"


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """A pool of the size our services have."""
    url = os.environ["PLAIN_DATABASE_URL"]
    app.state.pool = await asyncpg.create_pool(url, min_size=1, max_size=8)
    yield
    await app.state.pool.close()


app = FastAPI(lifespan=lifespan)


@app.post("/rows/{number}")
async def update_row(number: int) -> dict[str, Any]:
    """Update one row."""
    await app.state.pool.execute(UPDATE, number)
    return {}


@app.post("/reviews")
async def insert_row() -> dict[str, Any]:
    """Insert one row."""
    await app.state.pool.execute(INSERT, 5)
    return {}


@app.get("/health/ready")
async def ready() -> dict[str, Any]:
    """It is there."""
    return {}


if __name__ == "__main__":
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=int(os.environ["PLAIN_PORT"]),
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_keep_alive=75,
    )
