# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""An office for tests: a workspace, surveys of it, and questions to its evidence."""

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from commonweal.core.progress import Report, report_nothing
from commonweal.evidence import tables
from commonweal.surfaces import cli
from commonweal.survey import Options, Summary, survey
from commonweal.workspace import Workspace, read_targets

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
COMMAND = (sys.executable, "-c", "from commonweal.surfaces.cli import main; main()")
Answer = list[tuple[Any, ...]]


class Office:
    """One workspace: `survey` runs the job, `run` a command, `run_apart` one as a process."""

    def __init__(self, root: Path) -> None:
        root.mkdir(parents=True, exist_ok=True)
        self.root = root
        self.workspace = Workspace(root)

    def survey(
        self,
        *targets: Path | str,
        now: datetime = NOW,
        report: Report = report_nothing,
        **options: Any,
    ) -> Summary:
        """Survey targets, or the office's own portfolio.toml."""
        portfolio, chosen = read_targets([str(target) for target in targets], self.root)
        settings = Options(**{"workers": 1, "months": 3, **options})
        return survey(self.workspace, portfolio, chosen, settings, now=now, report=report)

    def rows(self, sql: str) -> Answer:
        """Rows of a query over the current generation."""
        engine = self.workspace.engine()
        try:
            return engine.rows(sql)
        finally:
            engine.close()

    def start(self, *arguments: Path | str, **extra: str) -> "subprocess.Popen[bytes]":
        """Start the command line in the office's folder, in a process group of its own."""
        return subprocess.Popen(
            [*COMMAND, *(str(one) for one in arguments)],
            cwd=self.root,
            env={**os.environ, **extra},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def run(self, *arguments: Path | str) -> tuple[int, str, str]:
        """Run the command line; give its exit code, what it printed, and what it complained of.

        In this process: an interpreter takes longer to start than most commands to run.
        """
        output, errors = (
            io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2)
        )
        with (
            contextlib.chdir(self.root),
            contextlib.redirect_stdout(output),
            contextlib.redirect_stderr(errors),
        ):
            status = cli.run([str(one) for one in arguments])
        return status, _written(output), _written(errors)

    def run_apart(self, *arguments: Path | str, **extra: str) -> tuple[int, str, str]:
        """Run the command line as a process of its own, as a terminal does."""
        process = self.start(*arguments, **extra)
        output, errors = process.communicate(timeout=120)
        return process.returncode, output.decode(), errors.decode()

    def left_over(self) -> list[str]:
        """Views and lists of a survey that should be gone after it."""
        work = self.workspace.work
        return sorted(path.name for path in work.iterdir()) if work.exists() else []


def _written(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


HISTORY = (
    "select lower(hex(commit_id)), path, old_path, status, similarity, old_mode, new_mode, kind, "
    "added, deleted from change join commit using (family_id, commit_no) order by all"
)
COMMITS = (
    "select family_id, commit_no, lower(hex(commit_id)), parent_ids, authored_at, committed_at, "
    "subject, is_merge, is_boundary from commit order by all"
)
MEMBERS = (
    "select repository_id, lower(hex(commit_id)) "
    "from repository_commit join commit using (family_id, commit_no) order by all"
)
PROBLEMS = "select repository_id, stage, kind from problem order by all"
READ = "select repository_id, is_read from repository order by all"


def everything(
    office: Office, *, without: Callable[[str], bool] = lambda _: False
) -> dict[str, Answer]:
    """All rows a survey left but for when and under which secret they were collected."""
    hidden = {"collected_at", "author_key", "committer_key", "person_key", "person_id"}
    engine = office.workspace.engine()
    try:
        found = {}
        for table in tables():
            shown = [name for name in engine.columns(table) if name not in hidden]
            if not without(table):
                found[table] = engine.rows(f'select {", ".join(shown)} from "{table}" order by all')
        return found
    finally:
        engine.close()


def document(output: str) -> Any:
    """The one JSON document that `--json` prints."""
    return json.loads(output)
