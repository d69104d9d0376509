"""The proxy before the gateways: what one of them does not answer, the other may.

A change is sent to the other as well: it bears its `Idempotency-Key`. A 503 is passed on: it speaks
for the house, and a proxy that took it for a fault would leave both gateways alone.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

from chaos.hosts.network import Machine

from yangguang_local.children import Child, Program

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")
PORT = 8080
CONFIGURATION = """\
daemon off;
user root;
pid "{folder}/pid";
error_log stderr notice;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_max_body_size 25m;
    {temporary}
    upstream gateways {{
        {gateways}
        keepalive 32;
    }}
    server {{
        listen {address}:{port};
        location / {{
            proxy_pass http://gateways;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host $host;
            proxy_set_header X-Forwarded-For $remote_addr;
            proxy_connect_timeout 1s;
            proxy_read_timeout 10s;
            proxy_next_upstream error timeout non_idempotent;
            proxy_next_upstream_tries 2;
        }}
    }}
}}
"""
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


class Proxy:
    """nginx on a machine of its own."""

    def __init__(self, home: Path, machine: Machine, gateways: Sequence[str]) -> None:
        self.url = f"http://{machine.address}:{PORT}"
        folder = home / machine.name
        folder.mkdir(mode=0o700)
        configuration = folder / "nginx.conf"
        configuration.write_text(
            CONFIGURATION.format(
                folder=folder,
                address=machine.address,
                port=PORT,
                temporary="\n    ".join(f'{one}_temp_path "{folder}/{one}";' for one in TEMPORARY),
                gateways="\n        ".join(
                    f"server {one.removeprefix('http://')} max_fails=1 fail_timeout=5s;"
                    for one in gateways
                ),
            )
        )
        self._child = Child(
            machine.inside(
                Program(
                    name=machine.name,
                    arguments=[str(NGINX), "-e", "stderr", "-c", str(configuration)],
                    ready_words="start worker process ",
                )
            )
        )

    async def start(self) -> None:
        """Before the gateways or after them."""
        await self._child.start()
        await self._child.ready(30)

    async def stop(self) -> None:
        """Whatever it is doing."""
        await self._child.stop()
