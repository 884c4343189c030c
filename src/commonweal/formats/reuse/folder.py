# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The answer of `check --as reuse`: the report in the shape of the REUSE tool's own."""

from collections.abc import Iterable
from typing import Any

from commonweal.formats.folders import FolderJudge, ProjectFile
from commonweal.formats.reuse.lint import FAULTS, lint

SPEC = "3.3"


def reuse_answer(files: Iterable[ProjectFile]) -> dict[str, Any]:
    """Judge a project's files; `error` is there only where nothing could be judged."""
    report = lint(files)
    answer: dict[str, Any] = {
        "ok": report.is_compliant,
        "spec": SPEC,
        "non_compliant": {name: list(getattr(report, name)) for name in FAULTS},
        "summary": {
            "compliant": report.is_compliant,
            "files_total": report.files_total,
            "files_with_copyright_info": report.files_with_copyright_info,
            "files_with_licensing_info": report.files_with_licensing_info,
            "used_licenses": list(report.used_licenses),
        },
    }
    if report.invalid_spdx_expressions:
        answer["invalid_spdx_expressions"] = list(report.invalid_spdx_expressions)
    return answer | ({"error": report.error} if report.error else {})


FOLDER = FolderJudge(kind="reuse", judge=reuse_answer)
