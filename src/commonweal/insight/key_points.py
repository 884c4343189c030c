# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What the portfolio is like, in a few sentences: trouble first, then what moved or is well.

The sentences are those of the reasons to act, in the order of the one priority list: one for each
reason, about all projects where it occurs. So the first page, the brief and the terminal cannot
say anything that the list does not hold.
"""

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib import resources
from typing import Any, NamedTuple

import msgspec

from commonweal.core.ids import PORTFOLIO
from commonweal.core.message import defined
from commonweal.insight.changes import Movement, movements
from commonweal.insight.figures import decimals_of
from commonweal.insight.names import Named, named
from commonweal.insight.priorities import (
    CLASSES,
    SERIOUS,
    URGENT,
    Class,
    Reason,
    Sentence,
    Topic,
    priority_list,
    reasons,
)
from commonweal.insight.queries import query
from commonweal.insight.reading import Reading
from commonweal.insight.repositories import place_address
from commonweal.insight.shares import shares
from commonweal.insight.upgrades import settled_by_upgrades
from commonweal.measures.probe import Forms

# More sentences than these nobody reads at the top of a page.
MOST = 7
# Of fewer than these a page says nothing.
FEWEST = 3
NAMES = 3
_LINE = re.compile(r":\d{1,9}$")
_LAST = max(CLASSES.index(name) for name in SERIOUS)


class KeyPoint(msgspec.Struct, frozen=True):
    """One sentence about the portfolio: `text` in English, and `sentence` to translate.

    `{projects}` in the sentence stands for `projects` and `more`. `step` is the place in the
    priority list of the first step that answers it, and `class_` its class; 0 and None where
    the point is no reason to act. `place` is the file and line that shows it, of one project,
    `address` where it is on the web, and `changed_at` when that file was last changed. Of an
    old copy, `as_of` is its last day.
    """

    id: str
    text: str
    sentence: Sentence
    projects: tuple[Named, ...]
    more: int
    topic: Topic
    class_: Class | None = msgspec.field(name="class")
    step: int
    place: str
    address: str
    changed_at: datetime | None
    as_of: datetime | None
    is_urgent: bool
    is_good: bool


class _Found(NamedTuple):
    """A reason of the first classes, over all projects where it occurs."""

    reason_id: str
    number: int
    projects: int
    targets: int
    names: Sequence[str]
    encoded: str
    place: str


class _Texts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    points: dict[str, str]
    one: dict[str, str]


def key_points(reading: Reading, *, limit: int = MOST) -> tuple[KeyPoint, ...]:
    """Say what the portfolio is like in at most so many sentences, the worst first."""
    if not reading.entries:
        return ()
    found = reading.once(_found_points)[:limit]
    return (*found, *_true_of_all(reading)[: max(0, FEWEST - len(found))])


def _found_points(reading: Reading) -> tuple[KeyPoint, ...]:
    """All that is to be said: no news takes the place of a trouble."""
    return (*_troubles(reading), *_moved(reading), *_well(reading))


def _point(  # noqa: PLR0913  what a sentence is about
    id_: str,
    sentence: Sentence,
    projects: Sequence[Named],
    *,
    all_: int,
    topic: Topic,
    class_: Class | None = None,
    step: int = 0,
    place: str = "",
    address: str = "",
    changed_at: datetime | None = None,
    as_of: datetime | None = None,
    is_good: bool = False,
) -> KeyPoint:
    more = all_ - len(projects)
    names = [project.name for project in projects] + ([f"{more} more"] if more else [])
    listed = " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
    values = {"projects": listed, **sentence.values}
    text = sentence.text.format_map(defaultdict(str, values))
    return KeyPoint(
        id=id_,
        text=text,
        sentence=sentence,
        projects=tuple(projects),
        more=more,
        topic=topic,
        class_=class_,
        step=step,
        place=place,
        address=address,
        changed_at=changed_at,
        as_of=as_of,
        is_urgent=class_ in URGENT,
        is_good=is_good,
    )


def _troubles(reading: Reading) -> tuple[KeyPoint, ...]:
    return tuple(_trouble(reading, found) for found in _reasons_found(reading))


def _reasons_found(reading: Reading) -> Iterator[_Found]:
    priority_list(reading)
    for row in reading.engine.rows(query("key_points"), last=_LAST, names=NAMES):
        found = _Found(*row)
        if reasons()[found.reason_id].points:
            yield found


def _trouble(reading: Reading, found: _Found) -> KeyPoint:
    reason = reasons()[found.reason_id]
    shown = tuple(named(reading, id_) for id_ in found.names if id_ != PORTFOLIO)
    is_alone = found.projects == 1 and found.targets == 1
    return _point(
        reason.id,
        _sentence(reading, reason, found, shown, is_alone=is_alone),
        shown,
        all_=found.projects if shown else 0,
        topic=reason.topic,
        class_=priority_list(reading)[found.number - 1].class_,
        step=found.number,
        place=found.place if is_alone else "",
        address=place_address(reading, found.names[0], found.place) if is_alone else "",
        changed_at=_changed_at(reading, found) if is_alone else None,
        as_of=_as_of(reading, found) if is_alone else None,
    )


def _as_of(reading: Reading, found: _Found) -> datetime | None:
    """Until when a project is known, where its copy is older than the survey."""
    subject = reading.subjects.get(found.names[0])
    return subject.ends_at if subject and subject.kind != "portfolio" else None


def _changed_at(reading: Reading, found: _Found) -> datetime | None:
    """When the file was last changed that shows it: since then at the latest it is so."""
    path = _LINE.sub("", found.place)
    if not path:
        return None
    rows = reading.engine.rows(query("last_changed"), entry=found.names[0], path=path)
    moment: datetime | None = rows[0][0]
    return moment.replace(tzinfo=UTC) if moment else None


def _sentence(
    reading: Reading, reason: Reason, found: _Found, shown: Sequence[Named], *, is_alone: bool
) -> Sentence:
    if reason.source == "upgrades":
        return _upgrades(reading, reason)
    if is_alone or "several" not in reason.points:
        values = msgspec.json.decode(found.encoded) | {
            "project": shown[0].name if shown else "",
        }
        return Sentence(f"{reason.id}.points.alone", reason.points["alone"], values)
    values = msgspec.json.decode(found.encoded)
    return _counted(reason.id, "several", reason.points, reason.singulars, found.projects, **values)


def _upgrades(reading: Reading, reason: Reason) -> Sentence:
    packages = [step.target for step in priority_list(reading) if step.reason_id == reason.id]
    upgrades, advisories, settled = settled_by_upgrades(reading, packages)
    name = "upgrades" if settled else "open"
    return _counted(
        reason.id,
        name,
        reason.points,
        reason.singulars,
        upgrades if settled else len(packages),
        advisories=advisories,
        settled=settled,
    )


def _counted(
    owner: str,
    name: str,
    points: Mapping[str, str],
    singulars: Mapping[str, str],
    number: int,
    **values: object,
) -> Sentence:
    forms = Forms(singulars[name], points[name], number)
    return Sentence(f"{owner}.points.{name}", forms.text, {"num": number, **values}, forms)


def _moved(reading: Reading) -> tuple[KeyPoint, ...]:
    """The number that moved most, of one project: one that needs no lecture."""
    plain = {metric.id for metric in reading.headlines_of(reading.portfolio)}
    return tuple(_movement(moved) for moved in movements(reading, limit=1, metrics=plain))


def _movement(moved: Movement) -> KeyPoint:
    trend, texts = moved.trend, _texts()
    name = trend.direction if trend.basis == "year_ago" else f"{trend.direction}_monthly"
    decimals = decimals_of(trend.basis, trend.before, moved.metric.decimals)
    values: dict[str, Any] = {
        "metric": defined(f"{moved.metric.id}.title", moved.metric.title),
        "project": moved.name,
        "before": round(trend.before, decimals),
        "after": round(trend.after, decimals),
    }
    return _point(
        "movement",
        Sentence(f"key.points.{name}", texts.points[name], values),
        (Named(moved.subject_id, moved.name),),
        all_=1,
        topic="people",
        is_good=trend.judgement == "good",
    )


def _well(reading: Reading) -> tuple[KeyPoint, ...]:
    """How many projects are in no step of the first classes."""
    entries = well_entries(reading)
    if not entries:
        return ()
    texts = _texts()
    sentence = _counted(
        "key", "well", texts.points, texts.one, len(entries), all=len(reading.entries)
    )
    return (
        _point(
            "well",
            sentence,
            entries[:NAMES],
            all_=len(entries),
            topic="standards",
            is_good=True,
        ),
    )


def _true_of_all(reading: Reading) -> tuple[KeyPoint, ...]:
    """What is true of every project, where little else is to be said."""
    texts = _texts()
    return tuple(
        _point(
            f"share.{share.id}",
            _counted(
                "key",
                "share",
                texts.points,
                texts.one,
                share.met,
                all=share.all,
                title=defined(f"share.{share.id}.title", share.title),
            ),
            (),
            all_=0,
            topic="standards",
            is_good=True,
        )
        for share in shares(reading)
        if share.met == share.all > 0
    )


def well_entries(reading: Reading) -> tuple[Named, ...]:
    """The projects where nothing was found that harms, may stop the project or makes it weak."""
    priority_list(reading)
    found = {id_ for (id_,) in reading.engine.rows(query("without_steps"), last=_LAST)}
    return tuple(named(reading, entry.id) for entry in reading.entries if entry.id in found)


@functools.cache
def _texts() -> _Texts:
    content = (resources.files("commonweal.insight") / "key_points.toml").read_bytes()
    return msgspec.toml.decode(content, type=_Texts)
