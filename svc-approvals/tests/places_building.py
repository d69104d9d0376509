"""Builders of places: the demo's, one kiosk, and very many."""

from pathlib import Path
from typing import Any

from shared.database import Pool
from shared.yaml_files import yaml_in
from svc_approvals.domain.places.districts import places_of

PLACES = "/places"
DEMO = Path(__file__).parents[1] / "demo"
DISTRICT = places_of(yaml_in(DEMO / "places.yaml"))
HALL = {"kind": "hall", "name": "便民服务中心"}
THOUSANDS = """
INSERT INTO place SELECT 'kiosk-' || n, 'kiosk', '终端' || n, '怀化市',
    109.8 + 0.4 * (n % 100) / 100.0, 27.4 + 0.4 * (n / 100) / 100.0, '每日', '0745-1',
    '431202', '{}', 'open', NULL, 1, now()
FROM generate_series(1, $1) n
"""


def a_kiosk(**changes: Any) -> dict[str, Any]:
    """What an editor sends to enter a kiosk."""
    kiosk = {
        "kind": "kiosk",
        "name": "新开终端",
        "address": "怀化市鹤城区迎丰中路1号",
        "lng": 109.99,
        "lat": 27.55,
        "hours": "每日 08:30-21:00",
        "phone": "0745-2283072",
        "services": ["HC-YJS-0001"],
    }
    return kiosk | changes


async def some_thousands(pool: Pool, number: int) -> None:
    """A grid of kiosks over the district."""
    await pool.execute(THOUSANDS, number)
    await pool.execute("ANALYZE place")
