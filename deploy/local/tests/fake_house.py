"""A house of fake services over real servers: python fake_house.py, with HOME_DIR and PORT."""

import asyncio
import os
import sys
from pathlib import Path

from yangguang_local.console import own_console
from yangguang_local.house import House, Service
from yangguang_local.opening import run_house

FAKE_HOUSE = House(
    gateway=Service("gateway", "fake_service", is_gateway=True),
    services=(Service("alpha", "fake_service"), Service("beta", "fake_service")),
)

if __name__ == "__main__":
    home, port = Path(os.environ["HOME_DIR"]), int(os.environ["PORT"])
    sys.exit(asyncio.run(run_house(home, port, own_console(), FAKE_HOUSE)))
