"""Every metric, declared once, and how logs look."""

import logging

from prometheus_client import Counter, Gauge, Histogram

_QUICK = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)

HTTP_SECONDS = Histogram(
    "heliograph_http_request_seconds",
    "Time to the end of the answer",
    ("method", "route", "status"),
    buckets=_QUICK,
)
UPLOADS = Counter("heliograph_uploads_total", "Uploads by what came of them", ("outcome",))
UPLOAD_BYTES = Counter("heliograph_upload_bytes_total", "Bytes of originals stored")
STAGE_SECONDS = Histogram(
    "heliograph_stage_run_seconds", "Time from asking a pool for these stages to its answer", ("service", "takes"),
    buckets=_QUICK,
)  # fmt: skip
STAGES_SETTLED = Counter("heliograph_stages_settled_total", "Marks written", ("stage", "state"))
DELIVERIES = Counter("heliograph_deliveries_total", "Deliveries by how they were settled", ("queue", "end"))
QUEUE_DEPTH = Gauge("heliograph_queue_depth", "Deliveries by state", ("queue", "state"))
QUEUE_AGE = Gauge("heliograph_queue_oldest_seconds", "Age of the oldest ready delivery", ("queue",))
RECONCILED = Counter("heliograph_reconciled_total", "What reconcile healed", ("what",))
SEARCH_SECONDS = Histogram("heliograph_search_seconds", "Time of a whole search", buckets=_QUICK)
PHOTOS = Gauge("heliograph_photos", "Photos by status", ("status",))


def configure_logging(level: str) -> None:
    logging.basicConfig(
        level=level.upper(),
        format="%(asctime)s %(levelname)-7s %(name)s: %(message)s",
        datefmt="%H:%M:%S",
        force=True,
    )
    logging.getLogger("httpx").setLevel(logging.WARNING)
