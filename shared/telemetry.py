"""Every metric, declared once. docs/observability.md tells what they are for.

Label values are few and known: never an id, a path or a person's words.
"""

from prometheus_client import Counter, Gauge, Histogram

_QUICK = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_SLOW = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200)
_BATCH = (1, 2, 4, 8, 16, 32, 64)
# Each port has many calls, and each call is a series a bucket.
_CALL = (0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10)

# HTTP, as it comes in and as it goes out to the other services.
HTTP_SECONDS = Histogram(
    "heliograph_http_request_seconds",
    "Time to the end of the answer",
    ("method", "route", "status"),
    buckets=_QUICK,
)
PEER_SECONDS = Histogram(
    "heliograph_peer_request_seconds",
    "Time until another service began to answer; the status is 'none' when it did not",
    ("peer", "status"),
    buckets=_QUICK,
)

# The library.
UPLOADS = Counter("heliograph_uploads_total", "Uploads by what came of them", ("outcome",))
UPLOAD_BYTES = Counter("heliograph_upload_bytes_total", "Bytes of originals stored")
PHOTOS = Gauge("heliograph_photos", "Photos by status", ("status",))
PHOTO_SECONDS = Histogram(
    "heliograph_photo_seconds", "Time from sending a photo to work until all its stages are settled", buckets=_SLOW
)
DAMAGED = Gauge("heliograph_damaged_originals", "Photos whose original is known to be gone or damaged")
RECONCILED = Counter("heliograph_reconciled_total", "What reconcile healed", ("what",))
SCRUBBED = Counter("heliograph_scrubbed_total", "Originals compared with their hashes: whole or damaged", ("found",))

# Stages.
STAGE_SECONDS = Histogram(
    "heliograph_stage_run_seconds", "Time from asking a pool for these stages to its answer", ("service", "takes"),
    buckets=_QUICK,
)  # fmt: skip
STAGE_OWN_SECONDS = Histogram(
    "heliograph_stage_seconds", "A stage's own time for one photo: its share of its batch", ("stage",), buckets=_QUICK
)
STAGES_SETTLED = Counter("heliograph_stages_settled_total", "Marks written", ("stage", "state"))
STAGE_RETRIES = Counter("heliograph_stage_retries_total", "Runs that broke and are tried again", ("stage",))

# An endpoint that describes photos.
ENDPOINT_SECONDS = Histogram(
    "heliograph_endpoint_request_seconds",
    "Time of a request to the endpoint; ends are its status, 'away' and 'unreadable'", ("end",), buckets=_SLOW,
)  # fmt: skip
ENDPOINT_BYTES = Counter("heliograph_endpoint_sent_bytes_total", "Bytes of pictures that were sent to the endpoint")
ENDPOINT_TOKENS = Counter("heliograph_endpoint_tokens_total", "Tokens that the endpoint counted")

# Features.
FEATURE_DIRTY = Gauge("heliograph_feature_dirty_keys", "Keys that wait for a feature's work", ("feature",))
FEATURE_KEYS = Counter("heliograph_feature_keys_total", "Keys worked on, done or failed", ("feature", "end"))
FEATURE_SECONDS = Histogram(
    "heliograph_feature_key_seconds", "Time of a feature's work on one key", ("feature",), buckets=_QUICK
)

# Queues.
DELIVERIES = Counter("heliograph_deliveries_total", "Deliveries by how they were settled", ("queue", "end"))
QUEUE_DEPTH = Gauge("heliograph_queue_depth", "Deliveries by state: ready, in_flight, dead", ("queue", "state"))
QUEUE_AGE = Gauge("heliograph_queue_oldest_seconds", "Age of the oldest ready delivery", ("queue",))

# Pools of child processes, which host decoders and models.
POOL_WAITING = Gauge("heliograph_pool_waiting", "Jobs that wait for a child", ("pool",))
POOL_BATCH = Histogram("heliograph_pool_batch_size", "Jobs handed to a child at once", ("pool",), buckets=_BATCH)
POOL_MEMORY = Gauge("heliograph_pool_memory_bytes", "Resident memory of a pool's children together", ("pool",))
POOL_START_SECONDS = Histogram(
    "heliograph_pool_start_seconds", "Time until a child is ready: Python, imports, models", ("pool",), buckets=_SLOW
)
POOL_LOST = Counter("heliograph_pool_lost_total", "Children that were lost, by how: crashed or hung", ("pool", "how"))

# The four ports.
PORT_SECONDS = Histogram(
    "heliograph_port_call_seconds", "Time of a call; ends are done, refused, failed and broken",
    ("port", "call", "end"), buckets=_CALL,
)  # fmt: skip

# Search.
SEARCH_SECONDS = Histogram("heliograph_search_seconds", "Time of a whole search", buckets=_QUICK)
SEARCHES = Counter("heliograph_searches_total", "Searches by how they were answered: whole or degraded", ("answer",))
