# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Advisories from where osv.dev lays them: one zip an ecosystem, fetched only if it changed."""

import re
import tempfile
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from urllib.parse import quote, urlsplit

from commonweal.core.problem import InputMalformed, Problem
from commonweal.formats.advisories.ecosystems import ECOSYSTEMS
from commonweal.sources.advisories.store import AdvisoryStore, Database
from commonweal.sources.advisories.take_in import take_in
from commonweal.sources.web import Download, download

# Documented at https://google.github.io/osv.dev/data/#data-dumps
DEFAULT_SOURCE = "https://osv-vulnerabilities.storage.googleapis.com"
_MOST_BYTES = 2 * 1024**3
_TAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e]{1,200}"')


class NotDownloaded(Problem):
    """The place answered, and gave no advisories."""


def update(
    store: AdvisoryStore,
    ecosystems: Iterable[str],
    source: str,
    *,
    now: datetime,
    allow_private: bool,
    report: Callable[[str], None],
) -> list[Database]:
    """Bring the databases of ecosystems up to date; a database that did not change stays.

    The entity tag of the last answer is sent along, so that what did not change costs
    one small answer. What is there stays where a download fails.
    """
    known = {name.casefold(): name for name in ECOSYSTEMS.values()}
    taken = []
    for wanted in ecosystems:
        name = known.get(wanted.casefold())
        if name is None:
            raise InputMalformed(
                f"there is no ecosystem {wanted}", fix=f"There are: {', '.join(known.values())}."
            )
        taken.append(_one(store, name, source, now=now, allow_private=allow_private, report=report))
    return taken


def _one(
    store: AdvisoryStore,
    ecosystem: str,
    source: str,
    *,
    now: datetime,
    allow_private: bool,
    report: Callable[[str], None],
) -> Database:
    before = next((one for one in store.databases() if one.name == ecosystem), None)
    address = f"{source.rstrip('/')}/{quote(ecosystem)}/all.zip"
    host = urlsplit(address).hostname or ""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "all.zip"
        tag = before.tag if before and before.source == host else ""
        got = download(address, file, tag=tag, limit=_MOST_BYTES, allow_private=allow_private)
        if got is Download.UNCHANGED and before:
            report(f"{ecosystem}: nothing new.")
            return before
        if not isinstance(got, str):
            raise NotDownloaded(f"{host} has no advisories for {ecosystem}", where=address)
        report(f"{ecosystem}: {file.stat().st_size:,} bytes.")
        kept = got if _TAG.fullmatch(got) else ""
        return take_in(store, file, now=now, name=ecosystem, source=host, tag=kept)
