"""A template process for the tests: what it is asked it does, within an allowance of one second."""

import os
from pathlib import Path
from typing import Any

from shared.confined import MIB, Allowance, serve

seen: list[str] = []


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """Do what is asked, for good or ill."""
    seen.append(asked["do"])
    if asked["do"] == "die":
        os._exit(3)
    if asked["do"] == "reckon for ever":
        while True:
            pass
    if asked["do"] == "fill the memory":
        return {"length": len(bytearray(4096 * MIB))}
    if asked["do"] == "write a file":
        Path(asked["path"]).write_text("written")
    return {
        "process": os.getpid(),
        "template": os.getppid(),
        "seen": seen,
        "told": asked.get("told"),
    }


if __name__ == "__main__":
    serve(answer, Allowance(seconds=1, memory=512 * MIB))
