"""Handing out a kept file: as an attachment under its own name, never guessed at or cached."""

import re
from urllib.parse import quote

from starlette.responses import StreamingResponse

from shared.file_store import FileStore


async def download(store: FileStore, key: str, name: str, media_type: str) -> StreamingResponse:
    """The answer that carries a file. The caller has been authorised. Refused with FileGone."""
    size = await store.size(key)
    headers = {**download_headers(name), "Content-Length": str(size)}
    return StreamingResponse(store.read(key), media_type=media_type, headers=headers)


def download_headers(name: str) -> dict[str, str]:
    """Headers of a download; a Chinese name travels as RFC 8187 (once 5987) says."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "_", name)
    exact = quote(name, safe="")
    return {
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "private, no-store",
    }
