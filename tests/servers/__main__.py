"""The whole cluster profile on this machine, as ordinary processes: `make cluster-local`, or `python -m tests.servers`.

A developer's tool: its MongoDB and Qdrant are stand-ins (tests/servers/mongo.py and qdrant_standin.py say what they
are not). docker-compose.yml is the way to run it for good.
"""

import argparse
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from tests.servers.cluster import Cluster, missing
from tests.shared.inference.bundled_models import needs_bundled_models

_READY = """
  Heliograph, the cluster profile, is ready: {base}
  Token: {token}    Logs: {folder}/*.log    Ctrl-C stops everything.

  curl -H 'Authorization: Bearer {token}' -F file=@cat.jpg {base}/upload
  curl -H 'Authorization: Bearer {token}' {base}/photo/<id>
  curl -H 'Authorization: Bearer {token}' '{base}/search?q=a+kitten'
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, help="an empty folder, which is kept; else a temporary one")
    parser.add_argument("--port", type=int, default=int(os.environ.get("HELIOGRAPH_PORT", "8000")))
    parser.add_argument("--models", choices=("bundled", "fake"), default="bundled")
    parser.add_argument("--visions", type=int, default=1, help="vision workers")
    given = parser.parse_args()
    lack = missing() or (needs_bundled_models.args[0] and needs_bundled_models.kwargs["reason"])
    if lack:
        print(f"cluster-local: {lack}", file=sys.stderr)
        return 1
    for sign in (signal.SIGINT, signal.SIGTERM):  # also where a script's `&` has it ignored
        signal.signal(sign, signal.default_int_handler)
    folder = given.folder or Path(tempfile.mkdtemp(prefix="heliograph-cluster-"))
    cluster = Cluster(
        folder, cuts=False, visions=given.visions, gateway_port=given.port, models=given.models, children=os.cpu_count()
    )
    try:
        print("Starting RabbitMQ, MongoDB, S3, Qdrant and the four services ...", flush=True)
        cluster.start()
        print(_READY.format(base=cluster.gateway.base, token=cluster.token, folder=folder), flush=True)
        signal.pause()
    except KeyboardInterrupt:
        print("Stopping ...", flush=True)
    finally:
        cluster.stop()
        if given.folder is None:
            shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
