# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What several orderings share: keys that compare as tuples, and sequences without an end."""

from collections.abc import Iterable
from typing import Any

# Keys of one ordering compare with each other; never with those of another.
Key = tuple[Any, ...]

_END: Key = (1,)


def without_zeros(numbers: Iterable[int]) -> Key:
    """Give numbers so that 1.0 and 1 are the same: a missing one counts as zero."""
    kept = list(numbers)
    while kept and kept[-1] == 0:
        kept.pop()
    return tuple(kept)


def padded(elements: Iterable[Any], pad: Any) -> Key:
    """Give a key for a sequence that goes on with `pad` for ever.

    Where two sequences part, the one that differs first decides. So an element above
    the pad counts more the earlier it comes, one below it less; runs of pads are
    therefore counted and written into the element that ends them.
    """
    key: list[Key] = []
    run = 0
    for element in elements:
        if element == pad:
            run += 1
            continue
        key.append((0, run, element) if element < pad else (2, -run, element))
        run = 0
    return (*key, _END)
