"""Handing out a kept file: as an attachment under its own name, never guessed at or cached."""

import re
from urllib.parse import quote

from starlette.responses import StreamingResponse

from shared.file_store import FileStore

FROM_BYTE = re.compile(r"bytes=([0-9]{1,15})-")
PARTIAL = 206


async def download(store: FileStore, key: str, name: str, media_type: str) -> StreamingResponse:
    """The answer that carries a file. The caller has been authorised. Refused with FileGone."""
    size = await store.size(key)
    headers = {**download_headers(name), "Content-Length": str(size)}
    return StreamingResponse(store.read(key), media_type=media_type, headers=headers)


async def resumable(
    store: FileStore, key: str, name: str, media_type: str, wanted: str | None
) -> StreamingResponse:
    """The same, or its rest after what a broken download has (`Range: bytes=1000-`, RFC 9110 14).

    Other ranges are answered with the whole, as the RFC allows. Refused with FileGone.
    """
    size, found = await store.size(key), FROM_BYTE.fullmatch(wanted or "")
    first = int(found[1]) if found else 0
    if not 0 < first < size:
        answer = await download(store, key, name, media_type)
        answer.headers["Accept-Ranges"] = "bytes"
        return answer
    headers = {
        **download_headers(name), "Accept-Ranges": "bytes", "Content-Length": str(size - first),
        "Content-Range": f"bytes {first}-{size - 1}/{size}",
    }  # fmt: skip
    return StreamingResponse(
        store.read(key, first), status_code=PARTIAL, media_type=media_type, headers=headers
    )


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
