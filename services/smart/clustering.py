"""Groups in which every two belong together, so that chains do not grow.

Pure: numpy in, labels out.
"""

import numpy as np
from numpy.typing import NDArray


def complete_linkage(alike: NDArray[np.float64], least: float) -> list[list[int]]:
    """Agglomerative clustering with complete linkage (Sorensen 1948): the two groups whose least alike members are most
    alike are merged, as long as those are at least `least` alike. `alike` is symmetric, (n, n); NaN is not alike.
    Returns the groups of two or more, indices ascending, by their first. Ties go to the lower indices: for one order
    of the rows the result is one. Memory n^2, time n^2 a merge at worst."""
    between = np.where(np.isnan(alike), -np.inf, alike).astype(np.float64)
    np.fill_diagonal(between, -np.inf)
    members = {row: [row] for row in range(len(between))}
    while len(members) > 1:
        place = int(between.argmax())
        first, second = sorted(divmod(place, len(between)))
        if between[first, second] < least:
            break
        members[first] += members.pop(second)
        weakest = np.minimum(between[first], between[second])
        between[first], between[:, first] = weakest, weakest
        between[second], between[:, second] = -np.inf, -np.inf
        between[first, first] = -np.inf
    return sorted(sorted(group) for group in members.values() if len(group) > 1)
