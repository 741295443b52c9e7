"""How fast and how small, always as a ratio to a named reference in the same run: `python -m bench`."""

import services  # noqa: F401 - before numpy: one thread of BLAS here too
