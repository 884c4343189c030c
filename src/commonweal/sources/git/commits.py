# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Raw commit objects as rows: people, times, trailers, whatever bytes they hold."""

import codecs
import hashlib
import re
from collections.abc import Generator, Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from commonweal.core.clock import EARLIEST, latest_believable
from commonweal.core.message import Number, message
from commonweal.core.problem import Problem
from commonweal.core.text import text_of_bytes
from commonweal.formats.signature import Signature, read_signature, signed_commit_parts
from commonweal.sources.git.process import running, skip
from commonweal.sources.git.quarantine import Quarantine
from commonweal.sources.git.trailers import trailers

SUBJECT_LIMIT = 300
PERSON_LIMIT = 300
CREDIT_LIMIT = 100
MESSAGE_LIMIT = 1 << 16
DATE_LIMIT = 100
ENCODING_LIMIT = 40
# What is read of one commit. Nobody writes more than the second number says; what all commits
# together have beyond it may be no more than the third.
COMMIT_BYTES = 8 << 20
USUAL_BYTES = 64 << 10
UNUSUAL_BYTES = 1 << 30
PARENT_LIMIT = 64
# The largest merge of the Linux kernel has 66.
MAX_PARENTS = 256
ZONE_LIMIT = 14 * 60  # UTC+14 exists; beyond that the clock was wrong

# Trailers that credit a person, by the names projects use for them.
ROLES = {
    b"co-authored-by": "co_author",
    b"co-developed-by": "co_author",
    b"signed-off-by": "signer",
    b"reviewed-by": "reviewer",
    b"tested-by": "tester",
    b"reported-by": "reporter",
    b"acked-by": "acknowledger",
    b"helped-by": "helper",
    b"suggested-by": "suggester",
    b"mentored-by": "mentor",
}
_PERSON = re.compile(rb"([^<>\n]{0,300})<([^<>\n]{0,300})>")
_SIGNATURES = (
    (b"-----BEGIN PGP", "openpgp"),
    (b"-----BEGIN SSH", "ssh"),
    (b"-----BEGIN SIGNED MESSAGE", "x509"),
)


class Moment(NamedTuple):
    """A foreign clock's reading: UTC, offset in minutes or None, and whether it is doubtful."""

    at: datetime
    zone: int | None
    is_doubtful: bool


class Commit(NamedTuple):
    """A commit object, parsed; ids hexadecimal, people as (name, email).

    `signed_by` is read for SSH signatures alone: only they bring the key that they fit.
    `is_cut` tells that it is larger than what is read of one.
    """

    commit_id: str
    parents: tuple[str, ...]
    author: tuple[str, str]
    committer: tuple[str, str]
    authored: Moment
    committed: Moment
    subject: str
    signature: str | None
    credits: tuple[tuple[str, tuple[str, str]], ...]
    signed_by: Signature | None = None
    is_cut: bool = False


class CommitsTooLarge(Problem):
    """The commits of a repository hold more bytes than anybody wrote."""


class PersonKeys:
    """Keys for names and addresses: a keyed hash, so that a key alone tells nobody's address."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self.seen: dict[tuple[str, str], int] = {}

    def recall(self, known: Iterable[tuple[tuple[str, str], int]]) -> None:
        """Take over people met before, so that they are not written again."""
        for person, key in known:
            if self.key(person) != key:
                del self.seen[person]

    def key(self, person: tuple[str, str]) -> int:
        """The 63-bit key of a (name, email)."""
        known = self.seen.get(person)
        if known is None:
            content = "\0".join(person).encode("utf-8", "replace")
            digest = hashlib.blake2b(content, digest_size=8, key=self._secret).digest()
            known = self.seen[person] = int.from_bytes(digest, "big") >> 1
        return known


def read_commits(
    view: Quarantine, commit_ids: Iterable[str], *, now: datetime
) -> Generator[Commit | None, None, None]:
    """Give the commits in the order asked; None for one that is missing or no commit.

    Raises `GitFailed` where git itself gives up on the stream.
    """
    latest, unusual = latest_believable(now), 0
    with running(view.start("cat-file", "--batch", "--buffer")) as git:
        git.feed(f"{commit_id}\n".encode() for commit_id in commit_ids)
        while header := git.stdout.readline():
            fields = header.split()
            if len(fields) != 3:  # noqa: PLR2004  "<id> missing"
                yield None
                continue
            size = int(fields[2])
            unusual += max(0, size - USUAL_BYTES)
            if unusual > UNUSUAL_BYTES:
                raise CommitsTooLarge(
                    message(
                        "its commits are far larger than usual: commit %(commit)s has %(size)s "
                        "bytes",
                        commit=fields[0].decode(),
                        size=Number(size),
                    ),
                    fix=message("The repository may be made to break its readers; leave it out."),
                )
            content = git.stdout.read(min(size, COMMIT_BYTES))
            skip(git.stdout, size - len(content) + 1)
            yield (
                parse_commit(fields[0].decode(), content, latest, is_cut=size > COMMIT_BYTES)
                if fields[1] == b"commit"
                else None
            )
        git.check()


def parse_commit(
    commit_id: str, content: bytes, latest: datetime, *, is_cut: bool = False
) -> Commit:
    """Parse a raw commit object, or the start of one; never raises, whatever is in it."""
    head, _, message = content.partition(b"\n\n")
    parents: list[str] = []
    author = committer = (("", ""), Moment(EARLIEST, None, True))  # noqa: FBT003
    encoding, signature = "", None
    for line in head.split(b"\n"):
        field, _, value = line.partition(b" ")
        match field:
            case b"parent":
                if len(parents) < MAX_PARENTS:
                    parents.append(value[:PARENT_LIMIT].decode("ascii", "replace"))
                else:
                    is_cut = True
            case b"author":
                author = _ident(value, encoding, latest)
            case b"committer":
                committer = _ident(value, encoding, latest)
            case b"encoding":
                encoding = value[:ENCODING_LIMIT].decode("ascii", "replace")
            case b"gpgsig" | b"gpgsig-sha256":
                signature = signature_kind(value)
    if encoding and not head.isascii():
        author, committer = _again(head, encoding, latest, author, committer)
    return Commit(
        commit_id,
        tuple(parents),
        author[0],
        committer[0],
        author[1],
        committer[1],
        _subject(message[:MESSAGE_LIMIT], encoding),
        signature,
        # Trailers stand at the end.
        () if is_cut else _credits(message[-MESSAGE_LIMIT:], encoding),
        read_signature(*signed_commit_parts(content))
        if signature == "ssh" and not is_cut
        else None,
        is_cut,
    )


Ident = tuple[tuple[str, str], Moment]


def _again(
    head: bytes, encoding: str, latest: datetime, author: Ident, committer: Ident
) -> tuple[Ident, Ident]:
    """Read the people once more: the encoding header comes after them."""
    for line in head.split(b"\n"):
        if line.startswith(b"author "):
            author = _ident(line[7:], encoding, latest)
        elif line.startswith(b"committer "):
            committer = _ident(line[10:], encoding, latest)
    return author, committer


def _ident(value: bytes, encoding: str, latest: datetime) -> Ident:
    """Split as git does: the first "<" to the next ">", and the date after the last one."""
    who, is_closed, when = value.rpartition(b">")
    if not is_closed:
        # Git shows no name for such a line, which may end in a date.
        return ("", ""), Moment(EARLIEST, None, is_doubtful=True)
    name, _, email = who.partition(b"<")
    email = email.partition(b">")[0]
    # Cut before they are kept: a name may have megabytes.
    person = _person(name[:PERSON_LIMIT], email[:PERSON_LIMIT], encoding)
    return person, moment(when[:DATE_LIMIT], latest)


@lru_cache(maxsize=4096)
def _person(name: bytes, email: bytes, encoding: str) -> tuple[str, str]:
    return clean(name, encoding), clean(email, encoding)


@lru_cache(maxsize=1024)
def moment(text: bytes, latest: datetime) -> Moment:
    """Read git's "seconds zone"; a date that cannot be is clamped and marked doubtful."""
    seconds, _, zone_text = text.strip().partition(b" ")
    zone = _zone(zone_text)
    try:
        at = datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        too_late = seconds[:1].isdigit() and len(seconds) > 10  # noqa: PLR2004  beyond year 2286
        return Moment(latest if too_late else EARLIEST, zone, is_doubtful=True)
    if at < EARLIEST:
        return Moment(EARLIEST, zone, is_doubtful=True)
    if at > latest:
        return Moment(latest, zone, is_doubtful=True)
    return Moment(at, zone, is_doubtful=False)


@lru_cache(maxsize=256)
def _zone(text: bytes) -> int | None:
    if len(text) != 5 or text[:1] not in b"+-" or not text[1:].isdigit():  # noqa: PLR2004  "+hhmm"
        return None
    minutes = int(text[1:3]) * 60 + int(text[3:5])
    if minutes > ZONE_LIMIT:
        return None
    return -minutes if text[:1] == b"-" else minutes


def clean(raw: bytes, encoding: str) -> str:
    """Text of a name or address, its declared encoding tried first, then UTF-8, then Latin-1."""
    raw = raw[:PERSON_LIMIT].strip()
    return raw.decode() if raw.isascii() and b"\0" not in raw else _decoded(raw, encoding).strip()


def _decoded(raw: bytes, encoding: str) -> str:
    for candidate in (encoding, "utf-8") if encoding else ("utf-8",):
        try:
            if codecs.lookup(candidate)._is_text_encoding:  # noqa: SLF001  the documented flag
                return text_of_bytes(raw.decode(candidate).encode("utf-8", "replace"))
        except (LookupError, ValueError):
            continue
    return text_of_bytes(raw.decode("latin-1").encode())


def _subject(message: bytes, encoding: str) -> str:
    line = message.lstrip(b"\n").partition(b"\n")[0][: 4 * SUBJECT_LIMIT]
    text = line.decode() if line.isascii() and b"\0" not in line else _decoded(line, encoding)
    return text[:SUBJECT_LIMIT].strip()


def _credits(message: bytes, encoding: str) -> tuple[tuple[str, tuple[str, str]], ...]:
    if b"-by" not in message.lower():
        return ()
    credited = (
        (role, match)
        for trailer in trailers(message)
        if (role := ROLES.get(trailer.key.lower())) and (match := _PERSON.match(trailer.value))
    )
    found = {
        (role, (clean(match[1], encoding), clean(match[2], encoding))): None
        for role, match in credited
    }
    return tuple(found)[:CREDIT_LIMIT]


def signature_kind(value: bytes) -> str:
    """What kind of signature a text starts; whether it verifies is another question."""
    return next((kind for start, kind in _SIGNATURES if value.startswith(start)), "other")
