"""ClamAV over its INSTREAM command; when it is away, nothing passes."""

import asyncio
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from shared.refusals import Unavailable

CHUNK = 64 * 1024


class ScannerAway(Unavailable):
    """病毒检查暂时不可用。"""

    advice = "文件没有保存，请稍后重新上传。"
    retry_after = 30


@dataclass(frozen=True)
class ClamAV:
    """A clamd daemon at `host:port` or at the path of its socket."""

    address: str
    seconds: float = 30

    async def scan(self, path: Path) -> str | None:
        """The name of what was found, nothing when clean. Refused with ScannerAway."""
        try:
            async with asyncio.timeout(self.seconds):
                answer = await self._answer(path)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as away:
            raise ScannerAway from away
        if answer == "stream: OK":
            return None
        if not answer.endswith(" FOUND"):
            raise ScannerAway
        return answer.removeprefix("stream: ").removesuffix(" FOUND")

    async def _answer(self, path: Path) -> str:
        reader, writer = await self._connected()
        with closing(writer):
            writer.write(b"zINSTREAM\0")
            with await asyncio.to_thread(path.open, "rb") as file:
                while chunk := await asyncio.to_thread(file.read, CHUNK):
                    writer.write(len(chunk).to_bytes(4) + chunk)
                    await writer.drain()
            writer.write(bytes(4))
            return (await reader.readuntil(b"\0"))[:-1].decode("utf-8", "replace")

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if "/" in self.address:
            return await asyncio.open_unix_connection(self.address)
        host, _, port = self.address.rpartition(":")
        return await asyncio.open_connection(host, int(port))
