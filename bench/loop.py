"""The bare loop of whichever checkout is on the path, driven by another process: a line of JSON, the paths of files,
comes in, and a line, the processor time in seconds that all the stages took for them, goes out."""

import json
import sys
from pathlib import Path

from bench.bare import Bare
from bench.processes import processor_seconds


def main() -> None:
    bare = Bare()
    try:
        bare.start()
        for line in sys.stdin:
            used = processor_seconds(bare.pids)
            bare.run([Path(file) for file in json.loads(line)])
            print(processor_seconds(bare.pids) - used, flush=True)
    finally:
        bare.stop()


if __name__ == "__main__":
    main()
