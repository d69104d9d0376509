"""The gateway's cache: hits beside a bare app with the same bytes, the same route uncached, nginx.

The house is opened as `make up` does it; nothing is pinned. nginx is the reference where it is
installed (Debian: nginx-light): it caches the same answer of svc-approvals.
"""

import asyncio
import os
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from figures import Figure, paired, ratio
from grounds import folder_for_servers, running
from load_tool import LoadTool, Request
from whole_house import OpenHouse, opened, outside_token

from shared.identity import ANONYMOUS
from yangguang_local.ports import inside_ports
from yangguang_local.processes import answers

PATH = "/api/v1/matters?limit=1"
AT_ONCE = 16
BARE_BAR, UNCACHED_BAR, NGINX_BAR = 0.6, 5.0, 1 / 3
NGINX = """
daemon off; pid {home}/nginx.pid; error_log {home}/nginx.log; worker_processes 1;
events {{ worker_connections 512; }}
http {{
    access_log off; client_body_temp_path {home}/body; proxy_temp_path {home}/proxy;
    fastcgi_temp_path {home}/fcgi; uwsgi_temp_path {home}/uwsgi; scgi_temp_path {home}/scgi;
    proxy_cache_path {home}/cache keys_zone=z:8m;
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://127.0.0.1:{approvals}; proxy_cache z; proxy_cache_valid 200 10m;
            proxy_ignore_headers Cache-Control Expires; proxy_cache_key $request_uri;
            proxy_set_header Authorization "Bearer {badge}";
        }}
    }}
}}
"""


async def measure(pairs: int, seconds: int) -> list[Figure]:
    """Cache hits and what they are measured beside."""
    home = folder_for_servers()
    try:
        async with opened(home) as (house, _):
            return await _beside(house, pairs, seconds)
    finally:
        shutil.rmtree(home, ignore_errors=True)


async def _beside(house: OpenHouse, pairs: int, seconds: int) -> list[Figure]:
    tool = LoadTool(house.home, frozenset(os.sched_getaffinity(0)))
    request = [Request(PATH)]
    token = await asyncio.to_thread(outside_token, house.port)
    body = house.home / "body.json"
    body.write_bytes(await asyncio.to_thread(_read, f"http://127.0.0.1:{house.port}{PATH}"))
    ports = inside_ports(["bare", "nginx"], house.home / "bench-others.json")

    async def load(port: int, token: str = "") -> float:
        told = await tool.run(
            port, request, method="GET", token=token, at_once=AT_ONCE, seconds=seconds
        )
        return told.per_second

    async with _bare(house, ports["bare"], body), _nginx(house, ports["nginx"]) as has_nginx:
        hits, bare = await paired(pairs, lambda: load(house.port), lambda: load(ports["bare"]))
        again, uncached = await paired(
            pairs, lambda: load(house.port), lambda: load(house.port, token)
        )
        figures = [
            Figure(
                "cache_bare", "gateway, cached public read", "requests/s", hits,
                f">= {BARE_BAR:.0%}", ratio(hits, bare) >= BARE_BAR,
                "a bare ASGI app sending the same bytes", bare,
                f"GET {PATH}, {len(body.read_bytes())} bytes, {tool.name}, {AT_ONCE} connections, "
                "one process each, nothing pinned",
            ),
            Figure(
                "cache_uncached", "gateway, cached beside uncached", "requests/s", again,
                f">= {UNCACHED_BAR:g}x", ratio(again, uncached) >= UNCACHED_BAR,
                "the same route with a token, past the cache", uncached,
            ),
        ]  # fmt: skip
        if has_nginx:
            ours, nginx = await paired(
                pairs, lambda: load(house.port), lambda: load(ports["nginx"])
            )
            figures.append(
                Figure(
                    "cache_nginx", "gateway, cached beside nginx", "requests/s", ours,
                    "within 3x (ours)", ratio(ours, nginx) >= NGINX_BAR,
                    "nginx, proxy_cache of the same answer, one worker", nginx,
                )
            )  # fmt: skip
    return figures


def _read(address: str) -> bytes:
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own
        return bytes(answer.read())


@asynccontextmanager
async def _bare(house: OpenHouse, port: int, body: Path) -> AsyncIterator[None]:
    told = {**os.environ, "BARE_BODY": str(body), "BARE_PORT": str(port)}
    command = [sys.executable, str(Path(__file__).with_name("bare_app.py"))]
    cores = frozenset(os.sched_getaffinity(0))
    async with running(command, told, house.home / "bare.log", cores):
        await answers(port)
        yield


@asynccontextmanager
async def _nginx(house: OpenHouse, port: int) -> AsyncIterator[bool]:
    """The reference, if it is there; its cache is filled while the badge is good."""
    program = shutil.which("nginx")
    if program is None:
        yield False
        return
    settings = house.home / "nginx.conf"
    settings.write_text(
        NGINX.format(
            home=house.home, port=port, approvals=house.approvals_port, badge=house.badge(ANONYMOUS)
        )
    )
    process = await asyncio.create_subprocess_exec(
        program, "-c", str(settings), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        await answers(port)
        await asyncio.to_thread(_read, f"http://127.0.0.1:{port}{PATH}")
        yield True
    finally:
        process.terminate()
        await process.wait()
