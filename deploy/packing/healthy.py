#!/usr/bin/env python3
"""Asked by HEALTHCHECK and by probes: is the process of this container well?

`serve` answers that it is ready; `work` has touched its file a moment ago. `migrate` and the others
give no sign; as long as they run, they are well.
"""

import json
import os
import sys
import time
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

YOUNG_SECONDS = 60


def complaint(command: Sequence[str], known: Mapping[str, Any], told: Mapping[str, str]) -> str:
    """What is wrong with the process of this command; nothing when it is well."""
    if "serve" in command:
        return _of_serve(told.get(known["prefix"] + "HTTP_PORT", known["port"]))
    if "work" in command:
        file = told.get(known["prefix"] + "ALIVE_FILE") or told.get("ALIVE_FILE")
        return _of_work(Path(file)) if file else ""
    return ""


def _of_serve(port: str | int) -> str:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=4).close()
    except OSError as fault:  # a refused connection, no answer in time, and any status but success
        return f"not ready: {fault}"
    return ""


def _of_work(file: Path) -> str:
    try:
        age = time.time() - file.stat().st_mtime
    except OSError as fault:
        return f"no sign of life: {fault}"
    return f"no sign of life for {age:.0f} s" if age > YOUNG_SECONDS else ""


if __name__ == "__main__":
    sys.exit(
        complaint(
            Path("/proc/1/cmdline").read_text().split("\0"),
            json.loads(Path(__file__).resolve().with_name("member.json").read_text()),
            os.environ,
        )
        or None
    )
