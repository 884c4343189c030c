# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What peers do with the same repository, each as a process of its own."""

import sys
import tempfile


def perceval(repository: str) -> int:
    """Read all commits with Perceval's git backend, its own mirror included."""
    from perceval.backends.core.git import Git  # noqa: PLC0415  only the peer that is timed

    with tempfile.TemporaryDirectory() as folder:
        return sum(1 for _ in Git(repository, f"{folder}/mirror").fetch(latest_items=False))


def pydriller(repository: str) -> int:
    """Read all commits with PyDriller, with added and deleted lines per file."""
    from pydriller import Repository  # noqa: PLC0415  as above

    return sum(
        file.added_lines + file.deleted_lines
        for commit in Repository(repository).traverse_commits()
        for file in commit.modified_files
    )


PEERS = {"perceval": perceval, "pydriller": pydriller}

if __name__ == "__main__":
    print(PEERS[sys.argv[1]](sys.argv[2]))
