# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Rendering: a page's frozen view and a template go in, HTML comes out."""

from collections.abc import Callable
from datetime import datetime
from importlib import resources
from typing import Protocol

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from commonweal.surfaces.pages.drawing import Drawing
from commonweal.surfaces.pages.wording import Wording, foreign

# Nothing but our own style sheet and icon, and no script at all. `file:` lets a
# site that is opened from a folder find them in every browser.
POLICY = (
    "default-src 'none'; style-src 'self' file:; img-src 'self' file:; "
    "base-uri 'none'; form-action 'none'"
)
STATIC = ("commonweal.css", "icon.svg")


class Addresses(Protocol):
    """Where pages are, relative to the root of the site."""

    def of_subject(self, subject_id: str) -> str:
        """Address of a project or repository."""
        ...

    def of_metric(self, metric_id: str) -> str:
        """Address of a metric."""
        ...

    def of_standard(self, standard_id: str, number: int = 1) -> str:
        """Address of a page of a standard."""
        ...

    def of_sheet(self, subject_id: str) -> str:
        """Address of an answer sheet."""
        ...

    def of_facts(self, subject_id: str) -> str:
        """Address of what was found in a project or repository."""
        ...

    def of_packages(self, subject_id: str) -> str:
        """Address of the packages of a project or repository, or of all."""
        ...

    def of_advisory(self, advisory_id: str) -> str:
        """Address of an advisory."""
        ...

    def of_badge(self, subject_id: str, standard_id: str) -> str:
        """Address of the badge of a project or repository in a standard."""
        ...

    def of_order(self, slug: str, number: int = 1) -> str:
        """Address of the table of projects in an order."""
        ...


class Renderer:
    """Renders pages of one office in one language. `root` of a page leads back to the first."""

    def __init__(
        self,
        wording: Wording,
        addresses: Addresses,
        *,
        office: str,
        surveyed_at: datetime | None,
    ) -> None:
        self._addresses = addresses
        self._environment = environment(wording)
        self._environment.globals.update(
            office=office,
            surveyed_at=surveyed_at,
            lang=wording.lang,
            dir=wording.direction,
            policy=POLICY,
        )

    def render(self, template: str, page: msgspec.Struct, *, path: str, section: str) -> bytes:
        """Render the page that will stand at `path`."""
        root = "../" * path.count("/")
        text = self._environment.get_template(template).render(
            page=page,
            root=root,
            section=section,
            is_section_start=path in {f"{section}.html", "index.html"},
            subject_link=_rooted(root, self._addresses.of_subject),
            metric_link=_rooted(root, self._addresses.of_metric),
            standard_link=_rooted(root, self._addresses.of_standard),
            sheet_link=_rooted(root, self._addresses.of_sheet),
            facts_link=_rooted(root, self._addresses.of_facts),
            packages_link=_rooted(root, self._addresses.of_packages),
            advisory_link=_rooted(root, self._addresses.of_advisory),
            badge_link=_rooted(root, self._addresses.of_badge),
            order_link=_rooted(root, self._addresses.of_order),
        )
        return text.encode("utf-8", "backslashreplace")


def _rooted(root: str, address: Callable[..., str]) -> Callable[..., str]:
    return lambda *names: root + address(*names)


def environment(wording: Wording) -> Environment:
    """Make an environment in which every value is escaped and made visible as it is put in."""
    made = Environment(
        loader=PackageLoader("commonweal.surfaces.pages", "."),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        finalize=foreign,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.newstyle_gettext = True  # type: ignore[attr-defined]  # the i18n extension reads it
    made.globals.update(wording.functions())
    made.globals.update(Drawing(wording).functions())
    made.globals["source"] = source
    return made


def source(text: str) -> Markup:
    """Show program text: its lines stay lines, all else is escaped and made visible."""
    return Markup("\n").join(escape(foreign(line)) for line in text.strip().splitlines())


def static_file(name: str) -> bytes:
    """Give a file that pages refer to."""
    return (resources.files(__package__) / name).read_bytes()
