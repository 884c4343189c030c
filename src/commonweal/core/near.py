# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What somebody may have meant by a name that is not known."""

import re
from collections.abc import Collection
from difflib import get_close_matches

_MOST = 3
# Nobody types more; comparing it would cost time.
_LONGEST = 100


def near(name: str, known: Collection[str]) -> tuple[str, ...]:
    """Give a few known names that hold this one, or are written nearly like it, the best first."""
    plain = name[:_LONGEST].casefold()
    holding = sorted((other for other in known if plain and plain in other.casefold()), key=len)
    close = get_close_matches(plain, known, n=_MOST)
    parts = {part: other for other in known for part in re.split(r"[\W_]+", other.casefold())}
    alike = (parts[part] for part in get_close_matches(plain, parts, n=_MOST, cutoff=0.8))
    return tuple(dict.fromkeys([*holding, *close, *alike]))[:_MOST]
