"""What may be told of counts, so that nobody can be picked out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

FEWEST = 5
"""The smallest count that is told as a number."""
FEW = f"fewer than {FEWEST}"

Hidden = int | str


def by_concern(counts: Mapping[tuple[str, str, str], int]) -> dict[str, int]:
    """Return the counts of concern, tier and rule by concern alone, the most frequent first."""
    sums: Counter[str] = Counter()
    for (concern, _, _), count in counts.items():
        sums[concern] += count
    return dict(sums.most_common())


def small_hidden(counts: Mapping[str, int]) -> dict[str, Hidden]:
    """Round each count to the nearest five, and hide what is smaller.

    Rounding keeps a hidden count from being worked out from the others.
    """
    return {
        name: FEW if count < FEWEST else FEWEST * round(count / FEWEST)
        for name, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    }
