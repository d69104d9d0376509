import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from file_building import PDF_BYTES, in_chunks, names_in

from shared.uploads import FileInfected, received
from shared.virus_scan import ClamAV, ScannerAway

EICAR = b"%PDF- EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


@asynccontextmanager
async def a_daemon(judge: Callable[[bytes], bytes | None]) -> AsyncIterator[ClamAV]:
    """A daemon that speaks INSTREAM (clamd's manual) and answers with `judge` of the content."""

    served = asyncio.Event()

    async def serve(reader: StreamReader, writer: StreamWriter) -> None:
        assert await reader.readuntil(b"\0") == b"zINSTREAM\0"
        content = b""
        while length := int.from_bytes(await reader.readexactly(4)):
            content += await reader.readexactly(length)
        answer = judge(content)
        if answer is None:
            await reader.read()
        else:
            writer.write(answer)
        writer.close()
        served.set()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        host, port = server.sockets[0].getsockname()
        yield ClamAV(f"{host}:{port}", seconds=0.5)
        await served.wait()


def by_its_signature(content: bytes) -> bytes:
    return b"stream: Eicar-Test FOUND\0" if b"EICAR" in content else b"stream: OK\0"


async def test_a_clean_file_passes(tmp_path: Path) -> None:
    async with (
        a_daemon(by_its_signature) as scanner,
        received(in_chunks(PDF_BYTES), "表.pdf", quarantine=tmp_path, scanner=scanner) as upload,
    ):
        assert upload.size == len(PDF_BYTES)


async def test_an_infected_file_is_refused_and_gone(tmp_path: Path) -> None:
    async with a_daemon(by_its_signature) as scanner:
        with pytest.raises(FileInfected) as refused:
            async with received(in_chunks(EICAR), "表.pdf", quarantine=tmp_path, scanner=scanner):
                pass
    assert refused.value.found == "Eicar-Test"
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"", None])
async def test_without_a_verdict_nothing_passes(tmp_path: Path, answer: bytes | None) -> None:
    (tmp_path / "file").write_bytes(PDF_BYTES)
    async with a_daemon(lambda _: answer) as scanner:
        with pytest.raises(ScannerAway):
            await scanner.scan(tmp_path / "file")


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/nowhere/clamd.sock"])
async def test_while_the_daemon_is_down_nothing_passes(tmp_path: Path, address: str) -> None:
    with pytest.raises(ScannerAway):
        async with received(
            in_chunks(PDF_BYTES), "表.pdf", quarantine=tmp_path, scanner=ClamAV(address)
        ):
            pass
    assert names_in(tmp_path) == []
