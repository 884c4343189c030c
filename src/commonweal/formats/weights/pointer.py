# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Files that stand for a content kept elsewhere: git-lfs pointers and .dvc files."""

import re

from commonweal.formats.weights.header import Header

LFS_MAGIC = b"version https://git-lfs.github.com/spec/"
_LONGEST = 2_048
_LFS_ID = re.compile(rb"^oid sha256:([0-9a-f]{64})\s*$", re.MULTILINE)
_LFS_SIZE = re.compile(rb"^size ([0-9]{1,15})\s*$", re.MULTILINE)
_DVC = re.compile(rb"^outs:\s*$", re.MULTILINE)
_DVC_SIZE = re.compile(rb"^[ \t-]{0,20}size: ([0-9]{1,15})\s*$", re.MULTILINE)


def read_lfs(start: bytes, size: int, *, runs_code: bool) -> Header | None:
    """Read a pointer of git-lfs; None where it is none."""
    if size > _LONGEST or not start.startswith(LFS_MAGIC):
        return None
    oid, stated = _LFS_ID.search(start), _LFS_SIZE.search(start)
    if oid is None or stated is None:
        return None
    return Header(
        "lfs", is_stored=False, size=int(stated[1]), sha256=oid[1].decode(), runs_code=runs_code
    )


def read_dvc(start: bytes, size: int, *, runs_code: bool) -> Header | None:
    """Read what DVC keeps in git for a file or folder that lies elsewhere."""
    if size > _LONGEST or _DVC.search(start) is None:
        return None
    stated = _DVC_SIZE.search(start)
    whole = int(stated[1]) if stated else None
    return Header("dvc", is_stored=False, size=whole, runs_code=runs_code)
