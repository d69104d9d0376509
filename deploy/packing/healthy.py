#!/usr/bin/env python3
"""Asked by HEALTHCHECK: does this container's `serve` answer that it is ready?

`work`, `migrate` and the others answer no HTTP; as long as they run, they are well.
"""

import json
import os
import sys
import urllib.request
from pathlib import Path

known = json.loads(Path(__file__).resolve().with_name("member.json").read_text())
if b"serve" not in Path("/proc/1/cmdline").read_bytes().split(b"\0"):
    sys.exit(0)
port = os.environ.get(known["prefix"] + "HTTP_PORT", known["port"])
try:
    urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=4).close()
except OSError as fault:  # a refused connection, no answer in time, and any status but success
    sys.exit(f"not ready: {fault}")
