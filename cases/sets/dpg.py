# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Digital public goods: what the files of a product say beside what its reviewers said.

The reviewed products are surveyed anew, without anybody's answers, from bare copies
of their repositories: `OWNER+NAME/repo` in the folder that the environment variable
COMMONWEAL_MIRRORS names. Reviewers saw a nomination with its links; a survey sees
one repository as it is now. So nothing here is right or wrong: agreement is told,
with the evidence of each disagreement, and no bar is set.
"""

import json
import os
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from cases.outcome import Outcome
from commonweal.core.ids import ProjectId, RepositoryId
from commonweal.evidence import Engine
from commonweal.formats.portfolio import Portfolio
from commonweal.measures.catalogue import probes
from commonweal.standards.catalogue import facts_of, standards
from commonweal.survey import Options, survey
from commonweal.workspace import Target, Workspace

# Told, not judged.
BARS = dict.fromkeys(
    ("coverage", "confirmed met", "confirmed not_met", *(f"agreement {id_}" for id_ in "12356")),
    0.0,
)
MIRRORS = "COMMONWEAL_MIRRORS"
_ADDRESS = re.compile(r"https://github\.com/([\w-]{1,100})/([\w.-]{1,100})")
_MOST_PLACES = 3
# Which question of a review asks for which indicator; goals are asked one by one.
_INDICATORS = {
    "SDG": "1",
    "license": "2",
    "ownership": "3",
    "clearOwnership": "3",
    "documentation": "5",
    "nonPII": "6",
}
Votes = Mapping[str, Mapping[str, str]]


def outcomes(folder: Path) -> Iterator[Outcome]:
    """Survey what is at hand, and lay verdicts or suggestions beside the reviewers' majority."""
    mirrors = os.environ.get(MIRRORS, "")
    opinions = majority(folder / "reviews.jsonl")
    copies = _copies(folder / "entries.jsonl", Path(mirrors)) if mirrors else {}
    at_hand = {product: copies[product] for product in sorted(opinions) if product in copies}
    if not at_hand:
        click.echo(f"dpg: no repositories at hand; {MIRRORS} names no folder that holds any")
        return
    click.echo(f"dpg: {len(at_hand)} of {len(opinions)} reviewed products are at hand")
    with tempfile.TemporaryDirectory() as work:
        engine = _surveyed(Path(work), at_hand)
        try:
            for product in at_hand:
                yield from _compared(engine, product, opinions[product])
        finally:
            engine.close()


def majority(reviews: Path) -> dict[str, dict[str, str]]:
    """What most reviewers said, by product and indicator; a tie says nothing.

    The goals are met when most reviewers believe in any one of them.
    """
    counted: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for line in reviews.read_text("utf-8").splitlines():
        review = json.loads(line)
        for question, given in review["answers"].items():
            # Two wordings of one question were in use over the years.
            name = question if question.startswith("SDG") else question.replace("clearO", "o")
            if isinstance(given.get("answer"), bool):
                counted[review["product"], name].append(given["answer"])
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for (product, question), votes in sorted(counted.items()):
        indicator = _INDICATORS.get(question.partition("[")[0])
        if indicator is None or 2 * sum(votes) == len(votes):
            continue
        answer = "met" if 2 * sum(votes) > len(votes) else "not_met"
        if said[product].get(indicator) != "met":
            said[product][indicator] = answer
    return dict(said)


def _copies(entries: Path, mirrors: Path) -> dict[str, tuple[Path, ...]]:
    """The repositories of each product that are at hand."""
    found: dict[str, set[Path]] = defaultdict(set)
    for line in entries.read_text("utf-8").splitlines():
        entry = json.loads(line)
        # Addresses are typed by hand, several in one field among them.
        for owner, name in _ADDRESS.findall(" ".join(entry.get("repositories", ()))):
            copy = mirrors / f"{owner}+{name.removesuffix('.git')}" / "repo"
            if copy.is_dir():
                found[entry["id"]].add(copy)
    return {product: tuple(sorted(copies)) for product, copies in found.items()}


def _surveyed(work: Path, at_hand: Mapping[str, tuple[Path, ...]]) -> Engine:
    targets = [
        Target(RepositoryId(f"{product}-{number}"), product, str(copy), ProjectId(product), product)
        for product, copies in at_hand.items()
        for number, copy in enumerate(copies, 1)
    ]
    workspace = Workspace(work)
    summary = survey(
        workspace, Portfolio(), targets, Options(is_light=True, months=1), now=datetime.now(UTC)
    )
    for repository_id, count in Counter(
        problem.repository_id for problem in summary.problems
    ).items():
        click.echo(f"dpg: {repository_id}: {count} problems while it was read")
    return workspace.engine()


def _compared(engine: Engine, product: str, said: Mapping[str, str]) -> Iterator[Outcome]:
    rows = engine.rows(
        "select control_id, verdict, suggested from verdict "
        "where standard_id = 'dpg' and subject_id = $subject",
        subject=f"project:{product}",
    )
    for control_id, verdict, suggested in rows:
        reviewed = said.get(control_id)
        if reviewed is None:
            continue
        seen = suggested or "unknown" if verdict == "unknown" else verdict
        case = f"{product} {control_id}"
        is_known = seen in ("met", "not_met")
        yield Outcome("coverage", case, "something is said", _told(is_known, engine, product, case))
        if is_known:
            got = reviewed if seen == reviewed else f"{seen}\n{_evidence(engine, product, case)}"
            yield Outcome(f"agreement {control_id}", case, reviewed, got)
            # A yes and a no are not equally well founded.
            yield Outcome(f"confirmed {seen}", case, reviewed, seen)


def _told(is_known: bool, engine: Engine, product: str, case: str) -> str:  # noqa: FBT001
    return "something is said" if is_known else f"unknown\n{_evidence(engine, product, case)}"


def _evidence(engine: Engine, product: str, case: str) -> str:
    """The findings that a control looks at, each with its first places."""
    control_id = case.rpartition(" ")[2]
    control = next(one for one in standards()["dpg"].control if one.id == control_id)
    lines = []
    for fact in facts_of(control):
        probe_id, _, label = fact.partition(":")
        for repository_id, outcome, reason, values in engine.rows(
            "select repository_id, outcome, reason, values from finding "
            "join subject_repositories using (repository_id) "
            "where subject_id = $subject and probe_id = $probe order by all",
            subject=f"project:{product}",
            probe=probe_id,
        ):
            sentence = _sentence(probe_id, reason, json.loads(values))
            lines.append(f"{fact} {outcome}: {sentence}")
            lines += _places(engine, repository_id, probe_id, label)
    return "\n".join(lines)


def _sentence(probe_id: str, reason: str, values: Mapping[str, Any]) -> str:
    """The reason in words, where its probe still knows it."""
    sentence = probes()[probe_id].reasons.get(reason, reason)
    for name, value in values.items():
        sentence = sentence.replace(f"{{{name}}}", str(value))
    return sentence


def _places(engine: Engine, repository_id: str, probe_id: str, label: str) -> Iterator[str]:
    for outcome, path, line in engine.rows(
        "select outcome, path, line from finding_place where repository_id = $repository "
        "and probe_id = $probe and $label in ('', label) order by place_no limit $most",
        repository=repository_id,
        probe=probe_id,
        label=label,
        most=_MOST_PLACES,
    ):
        yield f"  {outcome} {path}{f':{line}' if line else ''}"
