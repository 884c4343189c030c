# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The one root of errors that a user can act on."""


class Problem(Exception):
    """Something the user can act on: what happened, what to do, and where."""

    def __init__(self, what: str, *, fix: str = "", where: str = "") -> None:
        super().__init__(what)
        self.what, self.fix, self.where = what, fix, where


class InputMissing(Problem):
    """A path or file that was named is not there."""


class InputMalformed(Problem):
    """A file that was given cannot be understood."""


class WorkspaceDamaged(Problem):
    """The workspace's own files do not fit together."""
