"""A house of fake services over real servers: python fake_house.py <home> <port>."""

import asyncio
import sys
from pathlib import Path

from yangguang_local.console import Console
from yangguang_local.house import House, Service
from yangguang_local.opening import run_house

FAKE_HOUSE = House(
    gateway=Service("gateway", "fake_service", is_gateway=True),
    services=(Service("alpha", "fake_service"), Service("beta", "fake_service")),
)

if __name__ == "__main__":
    sys.exit(asyncio.run(run_house(Path(sys.argv[1]), int(sys.argv[2]), Console(), FAKE_HOUSE)))
