# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Foreign names stay text: a payload adds no element, no attribute, no link, no direction."""

from pathlib import Path

import pytest

from commonweal.standards.catalogue import standards
from commonweal.surfaces.pages import sheet
from commonweal.surfaces.site import publish
from tests.surfaces.html_tree import Element, tree
from tests.surfaces.world import Repository, build, definitions, reading_of

# Some of each kind: no foreign text depends on which.
MEASURED = definitions()[::4]

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title><script>alert(1)</script>",
    "</svg><script>alert(1)</script>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "%(name)s %s %",
    "&lt;b&gt; &amp;",
    "../../../etc/passwd",
    "a b/c d",
    "CON",
    "evil\u202egpj.exe",
    "zero\u200bwidth\ufeff",
    "bell\x07 esc\x1b[31m nul-less\x7f",
    "line\nbreak\u2028and paragraph\u2029",
    "é" * 300,
    "x" * 5000,
    "-->",
    "]]>",
)
INVISIBLE = "\u202e\u200b\ufeff\x07\x1b\x7f\u2028\u2029"


def site_of(folder: Path, names: tuple[str, ...]) -> dict[str, Element]:
    """Publish a portfolio whose foreign texts are all these names."""
    repositories = [
        Repository(f"{n}/{name}", name, f"{n} {name}", locator=f"https://x.example/{name}")
        for n, name in enumerate(names)
    ]
    problems = [(one.id, "tree", f"kind{n}", one.name, one.name, one.name)
                for n, one in enumerate(repositories)]  # fmt: skip
    world = build(folder / "evidence", repositories, problems=problems)
    reading = reading_of(world.engine(), measured=MEASURED)
    publish(folder / "site", reading, office=names[0])
    root = folder / "site"
    return {
        path.relative_to(root).as_posix(): tree(path.read_bytes().decode())
        for path in root.rglob("*.html")
    }


def shape(root: Element) -> tuple[object, ...]:
    """Tell what a page is built of, without the texts and values that names may change."""
    children = tuple(shape(child) for child in root.children)
    return (root.tag, tuple(root.attributes), children)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Element]:
    return site_of(tmp_path_factory.mktemp("hostile"), PAYLOADS)


def test_pages_are_built_of_the_same_elements_as_with_harmless_names(
    hostile: dict[str, Element], tmp_path: Path
) -> None:
    harmless = site_of(tmp_path, tuple(f"name {n}" for n in range(len(PAYLOADS))))

    def ordinary(trees: dict[str, Element]) -> list[tuple[object, ...]]:
        # Rows of names stand in another order and some locators are no links: compare
        # the pages whose order names do not decide.
        kept = {"about.html"}
        metrics = {path for path in trees if path.startswith("metrics/")}
        return [shape(trees[path]) for path in sorted(metrics - kept)]

    assert ordinary(hostile) == ordinary(harmless)


def test_payloads_make_no_element_that_we_do_not_write(hostile: dict[str, Element]) -> None:
    found = [one for root in hostile.values() for one in root.all()]
    ours = {"tables.js", "../tables.js", "../../tables.js"}
    sheet_ = sheet().text
    foreign = [
        one
        for one in found
        if one.attributes.get("src") not in ours
        and not (one.tag == "style" and "".join(one.texts) == sheet_)
    ]
    elements = {one.tag for one in foreign}
    attributes = {name for one in foreign for name in one.attributes}

    assert elements.isdisjoint({"script", "img", "b", "iframe", "style"})
    assert {name for name in attributes if name.startswith("on")} == set()
    assert "src" not in attributes


def test_payloads_are_shown_as_text(hostile: dict[str, Element]) -> None:
    written = "\n".join(t for root in hostile.values() for e in root.all() for t in e.texts)

    for payload in PAYLOADS[:11]:
        assert payload in written
    assert "evil\\u202egpj.exe" in written


def test_no_invisible_character_reaches_a_page(hostile: dict[str, Element]) -> None:
    for path, root in hostile.items():
        for one in root.all():
            written = "".join([*one.texts, *one.attributes.values()])
            assert set(written).isdisjoint(INVISIBLE), path


def test_links_lead_inside_the_site_or_to_the_web(hostile: dict[str, Element]) -> None:
    hrefs = {a.attributes["href"] for root in hostile.values() for a in root.all("a")}

    ours = {standard.link for standard in standards().values()} | {"https://example.org/a"}
    ours |= {control.link for standard in standards().values() for control in standard.control}
    foreign = {h for h in hrefs if ":" in h} - ours
    assert {h for h in foreign if not h.startswith("https://x.example/")} == set()
    assert {h for h in hrefs if h.startswith("https://") and (" " in h or "\n" in h)} == set()


def test_pages_of_hostile_names_have_short_plain_file_names(hostile: dict[str, Element]) -> None:
    names = [path.rpartition("/")[2].removesuffix(".html") for path in hostile]

    assert max(len(name) for name in names) <= 80
    assert {c for name in names for c in name} <= set("abcdefghijklmnopqrstuvwxyz0123456789-_.")
    subjects = [path for path in hostile if path.startswith("projects/")]
    assert len(subjects) == len(PAYLOADS)
