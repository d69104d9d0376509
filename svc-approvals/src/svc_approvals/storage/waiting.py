"""How long what should leave the house has been waiting, for the metrics."""

from prometheus_client import Gauge

from shared.database import Pool
from shared.metrics import OUTWARD_OLDEST

STUCK = Gauge("outward_failed", "Given up and not taken over or sent anew", ["queue"])

MEASURE = """
SELECT 'push' AS queue,
    (SELECT coalesce(extract(epoch FROM now() - min(queued_at)), 0) FROM push
     WHERE next_at IS NOT NULL) AS age,
    (SELECT count(*) FROM push WHERE state = 'failed') AS failed
UNION ALL SELECT 'courier',
    (SELECT coalesce(extract(epoch FROM now() - min(queued_at)), 0) FROM courier_order
     WHERE next_at IS NOT NULL),
    (SELECT count(*) FROM delivery WHERE state = 'waiting' AND fault <> '')
"""


async def measure(pool: Pool) -> None:
    """Read both queues (partial indexes of what is due; a scan of what failed)."""
    for row in await pool.fetch(MEASURE):
        OUTWARD_OLDEST.labels(row["queue"]).set(float(row["age"]))
        STUCK.labels(row["queue"]).set(row["failed"])
