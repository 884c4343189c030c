# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""DuckDB prints no progress bar among the results, whatever kind of process it is in."""

import subprocess
import sys

# A worker has a main module without a file, as somebody at a prompt has.
WORKER = """
import sys, pathlib, duckdb
from commonweal.evidence.engine import Engine
from commonweal.evidence.segments import SegmentWriter

folder = pathlib.Path(sys.argv[1])
shown = "select current_setting('enable_progress_bar')"
print(duckdb.connect().execute(shown).fetchall())
print(SegmentWriter(folder)._connection.execute(shown).fetchall())
engine = Engine(folder, None)
print(engine._connection.execute(shown).fetchall(), engine.rows(shown))
engine.close()
"""


def test_no_bar_is_printed_in_a_worker(tmp_path: object) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WORKER, str(tmp_path)], capture_output=True, text=True, check=True
    )

    # The first line shows that it would be.
    assert done.stdout.splitlines() == ["[(True,)]", "[(False,)]", "[(False,)] [(False,)]"]
