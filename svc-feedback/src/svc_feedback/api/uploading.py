"""A file on its way in, piece by piece."""

from collections.abc import AsyncIterator

from fastapi import UploadFile

PIECE = 1 << 18


async def chunks(file: UploadFile) -> AsyncIterator[bytes]:
    """The content of an upload, a quarter of a mebibyte at a time."""
    while chunk := await file.read(PIECE):
        yield chunk
