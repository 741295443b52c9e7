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


def joined(alike: NDArray[np.float64], least: float, sure: float) -> list[list[int]]:
    """As complete_linkage, for what passes from one to the next, as being the same picture does: then groups and single
    ones are merged of which any two are surely alike (`sure` or more), unless any two of them are known to be different
    (0)."""
    groups = complete_linkage(alike, least)
    single = set(range(len(alike))).difference(*groups)
    groups += [[row] for row in sorted(single)]
    merged = True
    while merged:
        merged = False
        for place, group in enumerate(groups):
            for other in groups[place + 1 :]:
                between = np.nan_to_num(alike[np.ix_(group, other)])
                if between.max() >= sure and between.min() > 0:
                    group += other
                    groups.remove(other)
                    merged = True
                    break
    return sorted(sorted(group) for group in groups if len(group) > 1)
