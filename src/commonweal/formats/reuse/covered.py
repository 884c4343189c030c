# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Which files of a project need licensing information at all."""

import re

LICENCES = "LICENSES"
REUSE_TOML = "REUSE.toml"
DEP5 = ".reuse/dep5"
SIDECAR = ".license"

# Folders that hold no covered file, at any depth.
SKIPPED_FOLDERS = frozenset({".git", ".hg", ".jj", ".sl", LICENCES, ".reuse"})
# Meson keeps other projects in folders of this one.
_SUBPROJECTS = "subprojects"
_SKIPPED_NAME = re.compile(
    r"LICEN[CS]E(?:[-.].*)?|COPYING(?:[-.].*)?|\.git|\.hgtags|.*\.license|REUSE\.toml"
    # Two texts that hold tags as examples.
    r"|(?:CAL-1\.0(?:-Combined-Work-Exception)?|SHL-2\.1)(?:\..+)?"
    r"|.*\.spdx(?:\.(?:rdf|json|xml|ya?ml))?",
    re.DOTALL,
)


def is_covered(path: str) -> bool:
    """Tell whether a file that is neither empty, a link nor ignored by git needs information."""
    *folders, name = path.split("/")
    if SKIPPED_FOLDERS.intersection(folders) or _SUBPROJECTS in folders[:-1]:
        return False
    return _SKIPPED_NAME.fullmatch(name) is None
