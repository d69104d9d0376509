#!/usr/bin/env python3
"""One command of the member this folder holds: serve, work, migrate, check ... (`serve` if none).

LISTEN_ON is the address to listen on unless the member's own setting says another: an image says
0.0.0.0, because a container has a network of its own. So are ALIVE_FILE, which `healthy` looks at,
and LONGEST_HANG, after which a process that hangs ends.
"""

import json
import os
import runpy
import signal
import sys
from pathlib import Path

SETTINGS = {"LISTEN_ON": "HTTP_HOST", "ALIVE_FILE": "ALIVE_FILE", "LONGEST_HANG": "LONGEST_HANG"}
app = Path(__file__).resolve().parents[1]
known = json.loads((app / "bin" / "member.json").read_text())
folders = [str(app / one) for one in known["folders"]]
sys.path[:1] = folders  # instead of bin
os.environ["PYTHONPATH"] = ":".join(folders)  # for the processes it starts
for word, setting in SETTINGS.items():
    if word in os.environ:
        os.environ.setdefault(known["prefix"] + setting, os.environ[word])
# The kernel withholds from process 1 every signal it does not handle: `migrate` would not stop.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
sys.argv[1:] = sys.argv[1:] or ["serve"]
runpy.run_module(known["module"], run_name="__main__", alter_sys=True)
