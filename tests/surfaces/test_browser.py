# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What only a browser can tell: width on a phone, contrast in both themes, paper, focus."""

from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page

from commonweal.surfaces.site import publish
from commonweal.translations import Language
from tests.surfaces.tabs import Opened
from tests.surfaces.world import Repository, build, reading_of

pytestmark = pytest.mark.browser

KINDS = (
    "index.html",
    "brief.html",
    "projects.html",
    "problems.html",
    "about.html",
    "metrics.html",
    "metrics/contributors.html",
    "metrics/activity_hours.html",
    "projects/service-0.html",
    "repositories/registry-0.html",
)
# What pages of standards and packages add to these.
SUPPLY = (
    "next.html",
    "standards.html",
    "standards/scorecard.html",
    "packages.html",
    "all-packages.html",
    "licences.html",
    "risk.html",
    "facts/service-0.html",
    "sheets/service-0.html",
)
# Text against what lies behind it: every element with text of its own, as computed.
CONTRASTS = """
() => {
  const parse = c => c.match(/[\\d.]+/g).map(Number);
  const light = c => {
    const [r, g, b] = c.slice(0, 3).map(v => v / 255)
      .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = e => {
    for (let one = e; one; one = one.parentElement) {
      const c = parse(getComputedStyle(one).backgroundColor);
      if (c.length < 4 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  const found = {};
  for (const e of document.body.querySelectorAll('*')) {
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || e.closest('title, desc')) continue;
    const style = getComputedStyle(e);
    const ink = light(parse(e.namespaceURI.endsWith('svg') ? style.fill : style.color));
    const paper = light(behind(e));
    const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    const name = e.tagName.toLowerCase() + '.' + (e.getAttribute('class') || '');
    found[name] = Math.min(found[name] ?? 99, Math.round(ratio * 100) / 100);
  }
  return found;
}
"""
# Drawn shapes must stand out too, by 3 to 1 (WCAG 1.4.11).
SHAPES = """
() => [...document.querySelectorAll('.line, .bar:not(.range), .share rect:not(.track), .chip')]
  .map(e => { const s = getComputedStyle(e);
    if (e.matches('.line')) return s.stroke;
    return e.matches('.chip') ? s.borderTopColor : s.fill; })
"""


@pytest.mark.parametrize("path", KINDS)
def test_a_phone_of_320_pixels_need_not_scroll_sideways(
    opened: Opened, site: Path, path: str
) -> None:
    page = opened(site, path, width=320)

    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_names_without_a_break_do_not_widen_a_phone(opened: Opened, tmp_path: Path) -> None:
    long = "W" * 400
    repository = Repository("r", long, long, locator=f"https://x.example/{long}", is_read=False)
    read = Repository("s", long, "other", locator=f"/home/{long}")
    world = build(tmp_path / "evidence", [repository, read])
    publish(tmp_path / "site", reading_of(world.engine()), office=long)

    for path in [p.relative_to(tmp_path / "site") for p in (tmp_path / "site").rglob("*.html")]:
        if path.parent.name == "metrics" and path.stem != "contributors":
            continue
        page = opened(tmp_path / "site", str(path), width=320)
        assert page.evaluate("document.documentElement.scrollWidth") == 320, path


@pytest.fixture(scope="module")
def mirrored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site from right to left."""
    folder = tmp_path_factory.mktemp("mirrored")
    world = build(folder / "evidence", [Repository("r", "Register", "service-0")])
    language = Language("en", "rtl")
    publish(folder / "site", reading_of(world.engine()), office="Office", language=language)
    return folder / "site"


@pytest.mark.parametrize("path", ["index.html", "projects/service-0.html", "brief.html"])
def test_a_page_from_right_to_left_fits_and_starts_at_the_right(
    opened: Opened, mirrored: Path, path: str
) -> None:
    page = opened(mirrored, path, width=320)

    assert page.evaluate("document.documentElement.scrollWidth") == 320
    heading = page.evaluate("getComputedStyle(document.querySelector('h2')).direction")
    brand = page.evaluate("document.querySelector('.brand').getBoundingClientRect().right")
    assert (heading, brand) == ("rtl", 304)


@pytest.mark.parametrize("path", [*KINDS, *SUPPLY])
def test_a_page_in_arabic_fits_a_phone_a_tablet_and_a_screen(
    opened: Opened, arabic: Path, path: str
) -> None:
    widths = (320, 768, 1280)

    found = [
        opened(arabic, path, width=width).evaluate("document.documentElement.scrollWidth")
        for width in widths
    ]

    assert found == [*widths]


@pytest.mark.parametrize("path", ["risk.html", "about.html", "problems.html"])
@pytest.mark.parametrize("locale", ["", "ar"])
def test_on_a_phone_the_navigation_shows_where_one_is_and_that_there_is_more(
    opened: Opened, site: Path, arabic: Path, locale: str, path: str
) -> None:
    page = opened(arabic if locale else site, path, width=360)
    row = ".masthead nav:not(.languages) ul"

    ends = page.evaluate(
        f"[document.querySelector('{row}'), document.querySelector('{row} [aria-current]')]"
        ".map(e => e.getBoundingClientRect()).map(box => [box.left, box.right])"
    )
    is_more = page.evaluate(
        f"(e => e.scrollWidth > e.clientWidth)(document.querySelector('{row}'))"
    )
    shade = page.evaluate(f"getComputedStyle(document.querySelector('{row}')).backgroundImage")

    assert ends[0][0] <= ends[1][0] < ends[1][1] <= ends[0][1]
    assert (is_more, shade.count("gradient")) == (True, 4)


# How many lines the first name of a table takes, and how wide its cell is.
NAMED = """
name => {
  const shown = document.querySelector('main tbody th bdi'), cell = shown.closest('th');
  shown.textContent = name;
  const range = document.createRange();
  range.selectNodeContents(shown);
  const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
  return [lines.size, cell.getBoundingClientRect().width];
}
"""


@pytest.mark.parametrize("path", ["projects.html", "all-packages.html", "standards.html"])
def test_on_a_phone_a_table_scrolls_before_a_name_is_broken(
    opened: Opened, site: Path, path: str
) -> None:
    page = opened(site, path, width=360)

    short, _ = page.evaluate(NAMED, "arraybuffer.prototype")
    lines, width = page.evaluate(NAMED, "w" * 200)

    assert short == 1
    assert lines > 1
    assert width < 360
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_program_text_and_english_run_from_left_to_right_in_arabic(
    opened: Opened, arabic: Path
) -> None:
    page = opened(arabic, "projects/service-0.html")

    directions = page.evaluate(
        "['body', 'code', 'span[lang=en]', 'svg'].map(name =>"
        " getComputedStyle(document.querySelector(name)).direction)"
    )

    assert directions == ["rtl", "ltr", "ltr", "ltr"]


def test_the_brief_is_one_printed_page_in_arabic(opened: Opened, arabic: Path) -> None:
    printed = opened(arabic, "brief.html").pdf(format="A4")

    assert printed.count(b"/Type /Page\n") == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", KINDS)
def test_text_stands_out_by_four_and_a_half_to_one(
    opened: Opened, site: Path, path: str, theme: str
) -> None:
    page = opened(site, path, scheme=theme)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")

    contrasts = page.evaluate(CONTRASTS)

    assert len(contrasts) > 5
    assert {name: ratio for name, ratio in contrasts.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_drawn_shapes_stand_out_by_three_to_one(opened: Opened, site: Path, theme: str) -> None:
    page = opened(site, "projects/service-0.html", scheme=theme)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")

    colours = set(page.evaluate(SHAPES))

    assert len(colours) >= 1
    assert [c for c in colours if contrast(c, paper) < 3] == []


def contrast(one: str, other: str) -> float:
    """Give the ratio of WCAG 2.2 between two computed colours."""
    lights = sorted((_light(one), _light(other)), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def _light(colour: str) -> float:
    channels = [int(n) / 255 for n in colour.strip("rgba()").split(",")[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_two_themes_differ_and_paper_is_white(opened: Opened, site: Path) -> None:
    def paper(**media: str) -> str:
        page = opened(site, "index.html")
        page.emulate_media(**media)  # type: ignore[arg-type]  # one of the named media
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    assert paper(color_scheme="light") == "rgb(251, 250, 246)"
    assert paper(color_scheme="dark") == "rgb(18, 24, 26)"
    assert paper(media="print", color_scheme="dark") == "rgb(255, 255, 255)"


def test_the_brief_is_one_printed_page(opened: Opened, site: Path) -> None:
    page = opened(site, "brief.html")

    printed = page.pdf(format="A4")

    assert printed.count(b"/Type /Page\n") == 1


@pytest.mark.parametrize("path", KINDS)
def test_the_policy_blocks_nothing_that_we_write(
    opened: Opened, tab: Page, site: Path, path: str
) -> None:
    said: list[str] = []

    def listen(told: ConsoleMessage) -> None:
        said.append(told.text)

    tab.on("console", listen)
    page = opened(site, path)
    sheets = page.evaluate("[...document.styleSheets].map(s => s.href.split('/').pop())")
    tab.remove_listener("console", listen)

    assert (sheets, said) == (["commonweal.css"], [])


def test_the_policy_stops_what_an_intruder_would_write(opened: Opened, site: Path) -> None:
    page = opened(site, "index.html")
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', "
        '\'<p id=red style="color:red">x</p><img src=https://x.example/1.png '
        'onerror="document.title=1">\')'
    )

    assert page.evaluate("getComputedStyle(red).color") != "rgb(255, 0, 0)"
    assert page.title() != "1"


def test_the_keyboard_reaches_every_link_and_shows_where_it_is(opened: Opened, site: Path) -> None:
    page = opened(site, "index.html")

    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.textContent")
    shown = page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")

    assert (first, shown, outline) == ("Skip to the content", True, "3px")


def test_targets_of_navigation_are_large_enough(opened: Opened, site: Path) -> None:
    page = opened(site, "index.html", width=320)

    heights = page.evaluate(
        "[...document.querySelectorAll('nav a')].map(a => a.getBoundingClientRect().height)"
    )

    assert min(heights) >= 24


def test_without_a_sheet_the_page_still_reads_in_order(opened: Opened, site: Path) -> None:
    page = opened(site, "index.html")
    page.evaluate("document.querySelector('link[rel=stylesheet]').remove()")

    headings = page.locator("h2").all_inner_texts()

    assert headings == [
        "In short",
        "What to do next",
        "What changed?",
        "How are we doing?",
        "What was not seen",
        "How do we stand by the standards?",
        "What does it depend on?",
        "Groups of projects",
        "The largest projects",
    ]


def test_a_long_table_can_be_searched_where_scripts_run(opened: Opened, site: Path) -> None:
    page = opened(site, "projects.html")
    rows = page.locator("main tbody tr:visible")
    everything = rows.count()

    page.get_by_label("Show rows with").fill("tool 13")
    found = rows.all_inner_texts()
    said = page.get_by_role("status").inner_text()
    page.get_by_label("Show rows with").fill("")

    assert found
    assert all("tool" in text.lower() and "13" in text for text in found)
    assert said == f"{len(found)} of {everything} rows"
    assert rows.count() == everything


def test_only_rows_with_gaps_are_shown_when_that_is_asked(opened: Opened, site: Path) -> None:
    page = opened(site, "standards.html")
    rows = page.locator("main tbody tr:visible")
    page.locator("main tbody tr").first.evaluate(
        "row => row.querySelectorAll('.not_met').forEach(found => found.remove())"
    )
    everything = rows.count()

    page.get_by_label("only gaps").check()

    assert rows.count() < everything
    assert all(row.locator(".not_met").count() for row in rows.all())


def test_a_table_is_sorted_by_numbers_and_not_by_digits(opened: Opened, site: Path) -> None:
    page = opened(site, "all-packages.html")
    button = page.get_by_role("button", name="Sort by Projects")

    page.evaluate(
        "['9', '10', '1,100', '0.5', '200'].forEach((text, place) =>"
        " document.querySelectorAll('main tbody td.number')[place].textContent = text)"
    )

    def first() -> list[str]:
        cells = page.locator("main tbody td.number").all_inner_texts()
        return [text for text in cells if text not in ("1", "43")]

    button.click()
    up = first()
    button.click()

    assert up == ["0.5", "9", "10", "200", "1,100"]
    assert first() == up[::-1]
    assert page.locator("th[aria-sort=descending]").count() == 1


def test_without_scripts_a_page_has_no_empty_controls(opened: Opened, site: Path) -> None:
    assert "<input" not in (site / "projects.html").read_text("utf-8")
    assert "<button" not in (site / "standards.html").read_text("utf-8")
    assert len((site / "tables.js").read_bytes()) <= 6_000
    del opened
