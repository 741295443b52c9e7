"""Whatever process of ours starts, this is imported first."""

import os

# Read by numpy's libraries as they load. Our own threads share out the work; theirs would wait for it spinning.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
