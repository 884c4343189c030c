# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Every page of the site is sound: headings, landmarks, tables, drawings, links, one script."""

import base64
import hashlib
import itertools
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from tests.surfaces.html_tree import Element, tree
from tests.surfaces.world import ADDRESS, PERSON

Check = Callable[[Element], list[str]]


@pytest.fixture(scope="module")
def trees(pages: dict[str, str]) -> dict[str, Element]:
    return {path: tree(html) for path, html in pages.items()}


def faults(trees: dict[str, Element], check: Check) -> list[str]:
    return [f"{path}: {fault}" for path, root in trees.items() for fault in check(root)]


def test_headings_start_with_one_h1_and_never_skip_a_level(trees: dict[str, Element]) -> None:
    def check(root: Element) -> list[str]:
        levels = [int(one.tag[1]) for one in root.all("h1", "h2", "h3", "h4", "h5", "h6")]
        empty = [h.tag for h in root.all("h1", "h2", "h3") if not h.text()]
        skipped = [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1]
        start = [] if levels[:1] == [1] and levels.count(1) == 1 else [f"levels {levels}"]
        return [*start, *(f"skips {a} to {b}" for a, b in skipped), *empty]

    assert faults(trees, check) == []


def test_landmarks_title_language_and_policy_are_there_once(trees: dict[str, Element]) -> None:
    def check(root: Element) -> list[str]:
        wanted = {"main": 1, "header": 1, "footer": 1}
        found = {tag: len(list(root.all(tag))) for tag in wanted}
        [head] = root.all("head")
        [html] = root.all("html")
        policies = [m for m in root.all("meta") if "http-equiv" in m.attributes]
        unnamed = [n for n in root.all("nav") if not n.attributes.get("aria-label")]
        return [
            *([f"landmarks {found}"] if found != wanted else []),
            *([] if len(list(head.all("title"))) == 1 else ["no title"]),
            *([] if html.attributes == {"lang": "en", "dir": "ltr"} else ["no language"]),
            *([] if len(policies) == 1 else ["no policy"]),
            *(["a nav without a name"] if unnamed else []),
        ]

    assert faults(trees, check) == []


def test_titles_differ_from_page_to_page(trees: dict[str, Element]) -> None:
    kinds = [path for path in trees if not PurePosixPath(path).name.startswith("projects-")]
    titles = [next(trees[path].all("title")).text() for path in kinds]

    # A project and a repository may share a name; here none do.
    assert sorted(t for t in set(titles) if titles.count(t) > 1) == []


def test_tables_have_a_caption_and_every_head_a_scope(trees: dict[str, Element]) -> None:
    def check(root: Element) -> list[str]:
        tables = list(root.all("table"))
        return [
            *("no caption" for t in tables if not [c for c in t.all("caption") if c.text()]),
            *("no column heads" for t in tables if not list(t.all("thead"))),
            *(f"no scope on {h.text()}" for h in root.all("th") if "scope" not in h.attributes),
            *("an empty head" for h in root.all("th") if not h.text()),
        ]

    assert sum(1 for root in trees.values() for _ in root.all("table")) > 500
    assert faults(trees, check) == []


def test_rows_have_as_many_cells_as_their_table_has_columns(trees: dict[str, Element]) -> None:
    def width(row: Element) -> int:
        return sum(int(cell.attributes.get("colspan", 1)) for cell in row.children)

    def check(root: Element) -> list[str]:
        widths = [{width(row) for row in table.all("tr")} for table in root.all("table")]
        return [f"rows of widths {found}" for found in widths if len(found) != 1]

    assert faults(trees, check) == []


def test_drawings_are_named_or_hidden(trees: dict[str, Element]) -> None:
    def check(root: Element) -> list[str]:
        inner = (
            part for one in root.all("svg") for child in one.children for part in child.all("svg")
        )
        within = {id(one) for one in inner}
        unnamed = []
        for svg in (one for one in root.all("svg") if id(one) not in within):
            titled = "aria-labelledby" in svg.attributes and any(t.text() for t in svg.all("title"))
            labelled = svg.attributes.get("role") == "img" and svg.attributes.get("aria-label")
            if not (titled or labelled or svg.attributes.get("aria-hidden") == "true"):
                unnamed.append(f"an unnamed drawing {svg.attributes}")
        return unnamed

    assert faults(trees, check) == []


def test_ids_are_unique_and_references_point_to_one(trees: dict[str, Element]) -> None:
    def check(root: Element) -> list[str]:
        ids = [one.attributes["id"] for one in root.all() if "id" in one.attributes]
        named = [
            id_ for one in root.all() for id_ in one.attributes.get("aria-labelledby", "").split()
        ]
        return [
            *(f"id twice: {id_}" for id_ in sorted(set(ids)) if ids.count(id_) > 1),
            *(f"nothing is {id_}" for id_ in named if id_ not in ids),
        ]

    assert faults(trees, check) == []


def test_every_chart_has_its_table_twin_with_the_same_number_of_steps(
    trees: dict[str, Element],
) -> None:
    figures = [figure for root in trees.values() for figure in root.all("figure")]

    assert len(figures) > 200
    for figure in figures:
        [twin] = figure.all("details")
        rows = [row for body in twin.all("tbody") for row in body.all("tr")]
        plot, *newest = (s for s in figure.all("svg") if "preserveaspectratio" in s.attributes)
        assert all(one.attributes["viewbox"].split()[0] != "0" for one in newest)
        width = int(plot.attributes["viewbox"].split()[2])
        is_bars = any(p.attributes.get("class") == "bar" for p in plot.all("path"))
        assert len(rows) == (width if is_bars else width + 1)


def test_links_lead_to_files_and_ids_that_exist(site: Path, trees: dict[str, Element]) -> None:
    ids = {path: {e.attributes.get("id") for e in root.all()} for path, root in trees.items()}

    def check(path: str) -> list[str]:
        missing = []
        for one in trees[path].all("a", "link"):
            href = one.attributes["href"]
            if href.startswith("https://"):
                continue
            name, _, fragment = href.partition("#")
            target = (site / path).parent / name if name else site / path
            if not target.resolve().is_relative_to(site.resolve()) or not target.is_file():
                missing.append(f"{path}: {href}")
            elif fragment:
                pointed = target.resolve().relative_to(site.resolve()).as_posix()
                missing += [] if fragment in ids[pointed] else [f"{path}: {href}"]
        return missing

    assert [fault for path in trees for fault in check(path)] == []


def test_every_page_is_reached_from_the_first(trees: dict[str, Element]) -> None:
    seen, todo = {"index.html"}, ["index.html"]
    while todo:
        path = todo.pop()
        for one in trees[path].all("a"):
            href = one.attributes["href"].partition("#")[0]
            if href and "://" not in href:
                target = (Path("/") / path).parent.joinpath(href).resolve().as_posix()[1:]
                if target not in seen and target in trees:
                    seen.add(target)
                    todo.append(target)

    assert sorted(set(trees) - seen) == []


def test_nothing_is_loaded_but_our_own_sheet_icon_and_script(trees: dict[str, Element]) -> None:
    def check(root: Element) -> list[str]:
        loading = {"src", "srcset", "data", "poster", "background", "action", "xlink:href"}
        elements = {"script", "style", "img", "iframe", "object", "embed", "form", "base", "use"}
        # The sheet of a page that is one file is in it, and its policy allows that one alone.
        [policy] = [m for m in root.all("meta") if "http-equiv" in m.attributes]
        sheet = next(("".join(one.texts) for one in root.all("style")), "")
        digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
        if f"style-src 'sha256-{digest}';" in policy.attributes["content"]:
            elements -= {"style"}
        return [
            *(
                f"<{one.tag}>"
                for one in root.all(*elements)
                if not re.fullmatch(r"(\.\./)*tables\.js", one.attributes.get("src", ""))
                # A part of the same page is drawn again, and nothing is loaded.
                and not (one.tag == "use" and one.attributes["href"].startswith("#"))
            ),
            *(
                f"{name} on <{one.tag}>"
                for one in root.all()
                for name in one.attributes
                if (name in loading and one.tag != "script")
                or name == "style"
                or name.startswith("on")
            ),
            *(
                f"loads {one.attributes['href']}"
                for one in root.all("link")
                if not re.fullmatch(r"(\.\./)*(commonweal\.css|icon\.svg)", one.attributes["href"])
            ),
        ]

    assert faults(trees, check) == []


def test_the_sheet_loads_nothing_and_uses_logical_properties_only(site: Path) -> None:
    sheet = (site / "commonweal.css").read_text()
    physical = (
        r"(?<![\w-])(margin|padding|border|inset)-(left|right|top|bottom)"
        r"|text-align: (left|right)"
        r"|(?<![\w-])(left|right|top|bottom|width|height|float):"
    )

    assert re.findall(r"url\(|@import|@font-face", sheet) == []
    assert re.findall(physical, sheet) == []


def test_sorted_columns_say_so_and_lead_to_the_other_direction(
    trees: dict[str, Element],
) -> None:
    def heads(path: str) -> dict[str, tuple[str, str]]:
        return {
            next(head.all("a")).texts[0].strip(): (
                head.attributes.get("aria-sort", ""),
                next(head.all("a")).attributes["href"],
            )
            for head in trees[path].all("th")
            if list(head.all("a")) and head.attributes["scope"] == "col"
        }

    assert heads("projects.html")["Project"] == ("ascending", "projects-name-down.html")
    assert heads("projects-name-down.html")["Project"] == ("descending", "projects.html")
    assert heads("projects.html")["Contributors"] == ("", "projects-contributors-down.html")
    assert heads("projects-contributors-down.html")["Contributors"] == (
        "descending",
        "projects-contributors-up.html",
    )


def test_direction_and_judgement_are_told_in_words_not_by_colour_alone(
    trees: dict[str, Element],
) -> None:
    marks = [
        (mark.attributes["class"].split()[-1], parent.text())
        for root in trees.values()
        for parent in root.all("p", "li")
        for mark in parent.children
        if mark.attributes.get("class", "").startswith("arrow")
    ]

    assert {judgement for judgement, _ in marks} == {"good", "bad", "neutral"}
    assert [text for judgement, text in marks if judgement == "good" and "better" not in text] == []
    assert [text for judgement, text in marks if judgement == "bad" and "worse" not in text] == []


def test_names_of_people_are_nowhere(site: Path, pages: dict[str, str]) -> None:
    written = "".join(pages.values())

    assert "census" in written.lower()
    for secret in (PERSON, ADDRESS, "Secretname", "/home/ngozi"):
        assert secret not in written
    others = [p for p in site.rglob("*") if p.is_file() and p.suffix != ".html"]
    assert {p.suffix for p in others} == {"", ".css", ".svg", ".js", ".json", ".csv"}
    beside = "".join(p.read_text("utf-8") for p in others)
    assert "<svg" in beside
    assert not any(s in beside for s in (PERSON, ADDRESS, "Secretname", "/home/ngozi", '"p1"'))
