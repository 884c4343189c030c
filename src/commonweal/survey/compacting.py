# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""From what collectors read to the segments of a generation, with what probes find there."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from commonweal.core.progress import Progress, Report, Stage
from commonweal.evidence import (
    PORTFOLIO_OWNER,
    Delta,
    Manifest,
    Provenance,
    Segment,
    SegmentWriter,
    bucket_count,
    compact,
    sql_list,
)
from commonweal.sources.git.collect import RepositoryProblem
from commonweal.survey.collected import Collected
from commonweal.survey.options import Options
from commonweal.survey.probing import FOUND, changed_probes, find_in_trees
from commonweal.workspace import Workspace


def owned_segments(
    workspace: Workspace,
    writer: SegmentWriter,
    previous: Manifest | None,
    collected: Collected,
    options: Options,
    *,
    now: datetime,
    report: Report,
) -> tuple[tuple[Segment, ...], tuple[RepositoryProblem, ...]]:
    """Give the segments of all families and repositories; the portfolio's own are left out.

    Also gives the problems of repositories that the probes could not judge.
    """
    report(Progress(Stage.EVIDENCE, "", 0, 2))
    deltas = collected.deltas
    before = (
        [segment for segment in previous.segments if segment.owner != PORTFOLIO_OWNER]
        if previous
        else []
    )
    found = [segment for segment in before if segment.table in FOUND]
    buckets, provenance = bucket_count(len(collected.targets)), Provenance("git", now).values()
    read = compact(
        writer,
        [segment for segment in before if segment not in found],
        deltas,
        provenance,
        buckets=buckets,
    )
    changed = changed_probes(previous)
    findings = find_in_trees(
        workspace,
        read,
        read=collected.read,
        others=_asked_before(writer, found, deltas) if changed else (),
        changed=changed,
        options=options,
        report=report,
    )
    report(Progress(Stage.EVIDENCE, "", 1, 2))
    dropped = f"probe_id in ({sql_list(sorted(changed))})" if changed and found else ""
    judged = compact(
        writer,
        found,
        (*_only_findings(deltas), *findings.deltas),
        provenance,
        buckets=buckets,
        without=dict.fromkeys(FOUND, dropped),
    )
    report(Progress(Stage.EVIDENCE, "", 2, 2))
    return (*read, *judged), findings.problems


def _only_findings(deltas: Iterable[Delta]) -> Iterable[Delta]:
    for delta in deltas:
        gone = frozenset(pair for pair in delta.gone if pair[0] in FOUND)
        yield Delta(delta.spool, gone=gone)


def _asked_before(
    writer: SegmentWriter, found: Sequence[Segment], deltas: Iterable[Delta]
) -> set[str]:
    """Repositories whose trees were asked before and are the same now."""
    segments = [segment for segment in found if segment.table == "finding"]
    known = {name for (name,) in writer.fetch(segments, "distinct repository_id")}
    return known - {owner for delta in deltas for table, owner in delta.gone if table in FOUND}
