# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Rendering: a page's frozen view and a template go in; HTML, JSON and CSV come out."""

import base64
import functools
import hashlib
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib import resources
from importlib.resources.abc import Traversable
from typing import NamedTuple

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from commonweal import __version__
from commonweal.surfaces.pages.addresses import Addresses, Names, irregular
from commonweal.surfaces.pages.drawing import Drawing
from commonweal.surfaces.pages.fallbacks import named_as_english
from commonweal.surfaces.pages.forms import Forms
from commonweal.surfaces.pages.switching import Notice, Switch
from commonweal.surfaces.pages.wording import Wording, foreign
from commonweal.translations import Language, catalogue_of, is_english
from commonweal.views.definition import Definition, Location
from commonweal.views.registry import Crumb, navigation, pages

# Nothing but our own style sheet, icon and the script that makes tables searchable, and
# none inside a page. `file:` lets a site that is opened from a folder find them in every browser.
POLICY = (
    "default-src 'none'; style-src 'self' file:; img-src 'self' file:; script-src 'self' file:; "
    "base-uri 'none'; form-action 'none'"
)
# Keys of pages of which there are many: one for each project, package or organisation.
_OF_ONE = frozenset({"subject", "package", "organisation"})
# In a page that is sent as one file, links lead nowhere.
_REMARK = re.compile(r"/\*[^*]*\*/\s*")
_LINK = re.compile(r"</?a\b[^<>]*>")
STATIC = ("commonweal.css", "icon.svg", "tables.js")


class Setting(NamedTuple):
    """What all pages of a language share; it can be sent to a worker.

    `languages` are all that the site has, the one at its root first.
    """

    language: Language
    names: Names
    office: str
    surveyed_at: datetime | None
    languages: tuple[Language, ...] = ()
    notice: Notice | None = None
    contact: str = ""


class PageGroup(NamedTuple):
    """The group that a page is about: what kind of group it is, and its name."""

    kind: str
    name: str
    projects: int


class Drafted(NamedTuple):
    """A page that was read and is not formatted yet. `section` is its place in the navigation."""

    location: Location
    page: msgspec.Struct
    crumbs: tuple[Crumb, ...]
    section: str
    all_rows: tuple[object, ...] | None = None
    group: PageGroup | None = None


def maker_of(setting: Setting) -> str:
    """Digest all that formats pages: our own files, the languages, names that had to give way."""
    languages = setting.languages or (setting.language,)
    given = (
        [code_of(each) for each in languages],
        setting.office,
        setting.contact,
        irregular(setting.names),
    )
    return hashlib.blake2b(
        repr(given).encode("utf-8", "backslashreplace"), digest_size=16
    ).hexdigest()


@functools.cache
def code_of(language: Language) -> str:
    """Digest our own files and the texts of a language: what makes pages of evidence."""
    digest = hashlib.blake2b(digest_size=16)
    for file in _files_below(resources.files("commonweal")):
        digest.update(file.read_bytes())
    catalogue = language.catalogue or catalogue_of(language.locale)
    digest.update(repr((__version__, language._replace(catalogue=catalogue))).encode())
    return digest.hexdigest()


def _files_below(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_file():
            yield entry
        elif entry.name != "__pycache__":
            yield from _files_below(entry)


class Renderer:
    """Formats the pages of one office in one language."""

    def __init__(self, setting: Setting) -> None:
        self.wording = Wording(setting.language)
        self.addresses = Addresses(setting.names)
        self._setting = setting
        self._switch = Switch(setting.language, setting.languages)
        # Text without a translation is marked on pages; in a drawing no element may stand for it.
        self._of_drawings = environment(self.wording)
        self._of_pages = environment(Wording(setting.language, marks=True))
        for made in (self._of_drawings, self._of_pages):
            made.globals.update(
                office=setting.office,
                contact=setting.contact,
                sheet=sheet(),
                lang=self.wording.lang,
                dir=self.wording.direction,
                policy=POLICY,
                navigation=navigation(),
                notice=setting.notice,
            )

    def files(self, drafted: Drafted) -> Iterator[tuple[str, bytes]]:
        """Give a page in each of its forms, with the address of each."""
        location, definition = drafted.location, pages()[drafted.location.page]
        address = self.addresses.of(location.page, *location.keys, group=location.group)
        yield self._switch.folder + address, self._formatted(drafted, address)
        # Data is written once, beside the pages of the first language.
        if (
            self._switch.folder
            or not definition.has_data
            or location.keys != definition.usual(location.keys)
        ):
            return
        forms = Forms(self.wording, definition, drafted.page, drafted.all_rows)
        yield address.removesuffix(".html") + ".json", forms.json(address)
        if definition.table:
            yield address.removesuffix(".html") + ".csv", forms.csv()

    def _formatted(self, drafted: Drafted, address: str) -> bytes:
        root = "../" * address.count("/")
        top = root + self._switch.way_up
        page_id, keys, group = drafted.location
        definition = pages()[page_id]
        named = dict(zip(definition.key_names, keys, strict=True))
        is_page = definition.template_name.endswith(".html")
        made = self._of_pages if is_page else self._of_drawings
        text = made.get_template(definition.template_name).render(
            page=drafted.page,
            page_id=page_id,
            place=named.get("number", 1),
            is_first=keys == definition.usual(keys) and named.get("number", 1) == 1,
            top=top,
            languages=self._switch.links(top, address),
            crumbs=drafted.crumbs,
            section=drafted.section,
            # A day in the foot of each page of a project would change all of them every day.
            surveyed_at=None if _OF_ONE.intersection(named) else self._setting.surveyed_at,
            group=drafted.group,
            is_alone=definition.is_alone,
            page_of_all=page_id if definition.is_always_there else "overview",
            here=drafted.group.name if drafted.group else self._setting.office,
            link=self._linked(root, group),
            link_of_group=lambda id_: root + self.addresses.of("overview", group=id_),
            **self._data_links(top, definition, drafted.location),
        )
        if is_page and not is_english(self._setting.language):
            text = named_as_english(text, self.wording.direction)
        if definition.is_alone:
            text = _LINK.sub("", text)
        return text.encode("utf-8", "backslashreplace")

    def _linked(self, root: str, group: str) -> Callable[..., str]:
        """Link to pages; from a page of a group to those of that group, where it has them."""

        def linked(page_id: str, *keys: str | int, of_all: bool = False) -> str:
            return root + self.addresses.of(page_id, *keys, group="" if of_all else group)

        return linked

    def _data_links(self, top: str, definition: Definition, location: Location) -> dict[str, str]:
        if not definition.has_data:
            return {"json": "", "csv": ""}
        usual = definition.usual(location.keys)
        address = top + self.addresses.of(definition.id, *usual, group=location.group)
        stem = address.removesuffix(".html")
        return {"json": f"{stem}.json", "csv": f"{stem}.csv" if definition.table else ""}


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


class Sheet(NamedTuple):
    """A sheet that is put into a page, and the policy that allows this one alone."""

    text: Markup
    policy: str


@functools.cache
def sheet() -> Sheet:
    """The sheet of pages that are one file."""
    text = _REMARK.sub("", static_file("alone.css").decode()).strip()
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return Sheet(Markup(text), policy)  # noqa: S704  our own file


def source(text: str) -> Markup:
    """Show program text: its lines stay lines, all else is escaped and made visible."""
    return Markup("\n").join(escape(foreign(line)) for line in text.strip().splitlines())


def static_file(name: str) -> bytes:
    """Give a file that pages refer to."""
    return (resources.files(__package__) / name).read_bytes()
