"""Photos that come in: what the camera wrote into them is taken out before they are kept."""

import asyncio
import hashlib
from dataclasses import replace

from shared.file_types import JPEG, PNG
from shared.photo_metadata import jpeg_without_metadata, png_without_metadata
from shared.uploads import FilesAway, Upload, settled

CLEANED = {JPEG: jpeg_without_metadata, PNG: png_without_metadata}


async def without_metadata(upload: Upload) -> Upload:
    """The photo in quarantine, bare; refused with PhotoUnreadable, or FilesAway."""
    return await asyncio.to_thread(_bare, upload)


def _bare(upload: Upload) -> Upload:
    try:
        photo = CLEANED[upload.type](upload.path.read_bytes())
        with upload.path.open("wb") as file:
            file.write(photo)
            settled(file)
    except OSError as fault:
        raise FilesAway from fault
    return replace(upload, size=len(photo), sha256=hashlib.sha256(photo).hexdigest())
