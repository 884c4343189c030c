# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`commonweal answer`: what a person with authority states, kept with date, reason and link."""

import getpass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.core.ids import PORTFOLIO
from commonweal.core.message import defined, message
from commonweal.core.problem import InputMalformed, InputMissing
from commonweal.surfaces.cli._complete import complete, control_ids, subject_ids, verdicts
from commonweal.surfaces.cli._language import say
from commonweal.surfaces.cli._parts import subject_named, workspace_option

if TYPE_CHECKING:
    from commonweal.insight.reading import Reading
    from commonweal.standards.definition import Standard


@click.command()
@click.argument("subject", shell_complete=complete(subject_ids))
@click.argument("control", shell_complete=complete(control_ids))
@click.argument("verdict", shell_complete=complete(verdicts))
@click.option("--because", required=True, help="The reason, in a sentence.")
@click.option("--link", help="Where it can be seen.")
@click.option("--author", help="Who says so (default: you).")
@click.option("--until", help="Day on which the answer ends, as YYYY-MM-DD.")
@workspace_option
def answer(
    subject: str,
    control: str,
    verdict: str,
    because: str,
    link: str | None,
    author: str | None,
    until: str | None,
    root: Path,
) -> None:
    """State whether SUBJECT (a project, or `portfolio`) meets CONTROL (as `dpg/1`).

    VERDICT is met, not_met, unknown or not_applicable. Of CONTROL `advisory/ID` it is
    not_affected, affected, fixed or under_investigation.

    Nothing is overwritten: a newer answer takes the place of an older one.
    """
    from commonweal.formats.answers import ADVISORY, verdicts_on  # noqa: PLC0415  after --help
    from commonweal.insight.places import is_web_address  # noqa: PLC0415
    from commonweal.ledger import Answer  # noqa: PLC0415
    from commonweal.standards.catalogue import control_named  # noqa: PLC0415
    from commonweal.surfaces.app import reading  # noqa: PLC0415
    from commonweal.survey import record  # noqa: PLC0415
    from commonweal.workspace import Workspace  # noqa: PLC0415

    if link is not None and not is_web_address(link):
        raise InputMalformed(
            message("--link must be a web address"), fix=message("Begin it with https://.")
        )
    if verdict not in verdicts_on(control):
        raise InputMalformed(
            message("%(verdict)s is no verdict on %(control)s", verdict=verdict, control=control),
            fix=message("Use one of: %(names)s.", names=", ".join(verdicts_on(control))),
        )
    workspace = Workspace(root)
    with reading(workspace) as generation:
        subject_id = subject_named(generation, subject)
        if control.startswith(ADVISORY):
            _must_be_known(generation, subject_id, control.removeprefix(ADVISORY))
        else:
            control = control_named(generation.standards, control)
            _must_be_asked(generation.standards[control.partition("/")[0]], subject_id)
    now = datetime.now(tz=UTC)
    stated = Answer(
        subject_id=subject_id,
        control_id=control,
        verdict=verdict,
        because=because.strip() or _refuse(message("--because must give a reason")),
        author=author or getpass.getuser(),
        stated_at=now,
        link=link,
        expires_at=_end_of(until) if until else None,
    )
    record(workspace, [stated])
    say(
        "Recorded: %(subject)s %(control)s %(verdict)s.",
        subject=subject_id,
        control=control,
        verdict=verdict,
    )


def _must_be_known(generation: "Reading", subject_id: str, advisory_id: str) -> None:
    """A typing error would lie in the ledger and never be seen."""
    found = generation.engine.rows(
        "select 1 from exposures join advisory using (advisory_id) "
        "where repository_id = $subject "
        "and (advisory_id = $id or list_contains(aliases, $id)) limit 1",
        id=advisory_id,
        subject=subject_id,
    )
    if not found:
        raise InputMissing(
            message(
                "no advisory %(advisory_id)s concerns %(subject_id)s",
                advisory_id=advisory_id,
                subject_id=subject_id,
            ),
            fix=message("See `commonweal advisories`."),
        )


def _must_be_asked(standard: "Standard", subject_id: str) -> None:
    """An answer that nothing asks for would lie in the ledger and never be seen."""
    is_office = subject_id == PORTFOLIO
    if is_office != (standard.subject == "office"):
        raise InputMalformed(
            message(
                "%(title)s is a standard for projects; name one",
                title=defined(f"{standard.id}.title", standard.title),
            )
            if is_office
            else message(
                "%(title)s is a standard for the office; name it `portfolio`",
                title=defined(f"{standard.id}.title", standard.title),
            )
        )


def _refuse(what: str) -> str:
    raise InputMalformed(what)


def _end_of(day: str) -> datetime:
    try:
        end = datetime.combine(date.fromisoformat(day), time.max, tzinfo=UTC)
    except ValueError as error:
        raise InputMalformed(
            message("%(day)s is no day", day=day), fix=message("Write it as 2027-01-31.")
        ) from error
    if end < datetime.now(tz=UTC):
        raise InputMalformed(
            message("%(day)s is over: the answer would not hold", day=day),
            fix=message("Name a later day."),
        )
    return end
