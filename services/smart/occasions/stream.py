"""What is known of a library's photos in the order of their taking, as arrays."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Times = NDArray[np.float64]  # seconds


@dataclass(frozen=True, slots=True)
class Stream:
    """A row a photo, sorted by `instant`, seconds since 1970. `local`: what a clock on the wall showed, in the same
    seconds. `latitude`, `longitude`: degrees, NaN where nobody knows. `looks`: unit vectors (n, d), NaN where there is
    none; d may be 0. `people`: who is on it. `camera`: numbers, one a camera."""

    instant: Times
    local: Times
    latitude: NDArray[np.float64]
    longitude: NDArray[np.float64]
    looks: NDArray[np.float32]
    people: tuple[frozenset[str], ...]
    camera: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.instant)

    def __getitem__(self, rows: Any) -> "Stream":
        """Those of a slice, or of an array of places."""
        places = np.arange(len(self))[rows]
        return Stream(
            self.instant[rows], self.local[rows], self.latitude[rows], self.longitude[rows], self.looks[rows],
            tuple(self.people[place] for place in places.tolist()), self.camera[rows],
        )  # fmt: skip
