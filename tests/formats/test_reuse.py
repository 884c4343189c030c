# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""REUSE 3.3: what each way of stating a licence gives, and each way to be wrong."""

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.formats.folders import ProjectFile
from commonweal.formats.reuse import IgnoreRules, Report, Tags, is_covered, lint, read_tags
from commonweal.formats.reuse.folder import FOLDER
from commonweal.formats.reuse.globs import dep5_pattern, reuse_pattern
from commonweal.formats.reuse.surveyed import surveyed
from commonweal.sources.tree import tree_of_files

# Put together so that these lines are no tags of this file.
COPYRIGHT, LICENCE = "SPDX-FileCopyrightText", "SPDX-License-Identifier"
IGNORE_START, IGNORE_END = "REUSE-IgnoreStart", "REUSE-IgnoreEnd"


def header(spdx: str = "MIT", holder: str = "2024 Ada") -> str:
    return f"# {COPYRIGHT}: {holder}\n# {LICENCE}: {spdx}\n"


def annotation(path: str, spdx: str = "CC0-1.0", holder: str = "2024 Bo", more: str = "") -> str:
    stated = f'{COPYRIGHT} = "{holder}"\n' if holder else ""
    return f'[[annotations]]\npath = "{path}"\n{stated}{LICENCE} = "{spdx}"\n{more}\n'


def toml(*annotations: str) -> str:
    return "version = 1\n" + "".join(annotations)


def dep5(files: str, spdx: str = "CC0-1.0") -> str:
    return f"Format: https://x/\n\nFiles: {files}\nCopyright: 2024 Bo\nLicense: {spdx}\n"


def report(files: dict[str, str | bytes | None]) -> Report:
    return lint(
        ProjectFile(path, content.encode() if isinstance(content, str) else content)
        for path, content in files.items()
    )


def faults(files: dict[str, str | bytes | None]) -> dict[str, tuple[str, ...]]:
    """The lists of the report that are not empty."""
    found = report(files)
    lists = {name: getattr(found, name) for name in found.__struct_fields__}
    return {
        name: value
        for name, value in lists.items()
        if isinstance(value, tuple) and value and name != "used_licenses"
    }


MIT = {"LICENSES/MIT.txt": "t"}
CC0 = {"LICENSES/CC0-1.0.txt": "t"}
BOTH = {**MIT, **CC0}
OVERRIDE = 'precedence = "override"'
AGGREGATE = 'precedence = "aggregate"'


@pytest.mark.parametrize(
    "files",
    [
        {**MIT, "a.py": header()},
        {**MIT, "a.py": header(), "empty.py": ""},
        {**MIT, "a.png": b"\x89PNG\0", "a.png.license": header()},
        {**CC0, "REUSE.toml": toml(annotation("**")), "a.csv": "x", "d/b.csv": "x"},
        {**CC0, ".reuse/dep5": dep5("*"), "a.csv": "x", "d/b.csv": "x"},
        {"LICENSES/MIT.md": "t", "a.py": header()},
        {"LICENSES/LicenseRef-Own.txt": "t", "a.py": header("LicenseRef-Own")},
        {"LICENSES/LicenseRef-Own": "t", "a.py": header("LicenseRef-Own")},
        {"LICENSES/Apache-1.1.txt": "t", "a.py": header("Apache-1.1+")},
        {**BOTH, "a.py": header("MIT OR CC0-1.0")},
        {**BOTH, "a.py": header("(MIT AND CC0-1.0)")},
        {**MIT, "a.py": header("MIT").replace("\n", "\r\n")},
        {**MIT, "a.py": "x\n" * 50_000 + header()},
        {},
    ],
)
def test_each_way_of_stating_a_licence_is_enough(files: dict[str, str | bytes | None]) -> None:
    assert faults(files) == {}
    assert report(files).is_compliant


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {**MIT, "a.py": f"# {LICENCE}: MIT\n"},
            {"missing_copyright_info": ("a.py",)},
        ),
        (
            {**MIT, "a.py": f"# {COPYRIGHT}: Ada\n"},
            {"missing_licensing_info": ("a.py",), "unused_licenses": ("MIT",)},
        ),
        ({"a.py": header()}, {"missing_licenses": ("MIT",)}),
        ({**BOTH, "a.py": header()}, {"unused_licenses": ("CC0-1.0",)}),
        ({"LICENSES/Foo.txt": "t", "a.py": header("Foo")}, {"bad_licenses": ("Foo",)}),
        ({**MIT, "a.py": header("MIT AND Foo")}, {"missing_licenses": ("Foo",)}),
        (
            {"LICENSES/GPL-3.0.txt": "t", "a.py": header("GPL-3.0")},
            {"deprecated_licenses": ("GPL-3.0",)},
        ),
        (
            {"LICENSES/GPL-3.0-or-later": "t", "a.py": header("GPL-3.0-or-later")},
            {"licenses_without_extension": ("GPL-3.0-or-later",)},
        ),
        (
            {
                "LICENSES/GPL-2.0-only.txt": "t",
                "a.py": header("GPL-2.0-only WITH Classpath-exception-2.0"),
            },
            {"missing_licenses": ("Classpath-exception-2.0",)},
        ),
        ({**MIT, "a.py": header(), "b.py": None}, {"read_errors": ("b.py",)}),
        (
            {**MIT, "a.py": header("MIT AND"), "b.py": header()},
            {"missing_licensing_info": ("a.py",), "invalid_spdx_expressions": ("a.py",)},
        ),
        (
            {**MIT, "a.py": header(), "a.bin": b"\0" + header().encode()},
            {"missing_copyright_info": ("a.bin",), "missing_licensing_info": ("a.bin",)},
        ),
    ],
)
def test_each_way_to_be_wrong_is_named(
    files: dict[str, str | bytes | None], expected: dict[str, tuple[str, ...]]
) -> None:
    assert faults(files) == expected


@pytest.mark.parametrize(
    ("files", "used"),
    [
        # A sidecar speaks instead of the file.
        ({"a.py": header(), "a.py.license": header("CC0-1.0")}, ("CC0-1.0",)),
        # Closest: what the file says, and only what it leaves open.
        ({"REUSE.toml": toml(annotation("**")), "a.py": header()}, ("MIT",)),
        ({"REUSE.toml": toml(annotation("**")), "a.py": f"# {COPYRIGHT}: Ada\n"}, ("CC0-1.0",)),
        ({"REUSE.toml": toml(annotation("**")), "a.py": f"# {LICENCE}: MIT\n"}, ("MIT",)),
        # Aggregate: both. Override: never the file.
        ({"REUSE.toml": toml(annotation("**", more=AGGREGATE)), "a.py": header()},
         ("CC0-1.0", "MIT")),
        ({"REUSE.toml": toml(annotation("**", more=OVERRIDE)), "a.py": header()}, ("CC0-1.0",)),
        # dep5 adds.
        ({".reuse/dep5": dep5("*"), "a.py": header()}, ("CC0-1.0", "MIT")),
        # The last that matches counts.
        ({"REUSE.toml": toml(annotation("**"), annotation("a.*", "MIT")), "a.csv": "x"}, ("MIT",)),
        ({".reuse/dep5": dep5("*") + "\nFiles: a.*\nCopyright: C\nLicense: MIT\n", "a.csv": "x"},
         ("MIT",)),
        # The nearest folder, unless one further out overrides.
        ({"REUSE.toml": toml(annotation("**")), "d/REUSE.toml": toml(annotation("**", "MIT")),
          "d/a.csv": "x"}, ("MIT",)),
        ({"REUSE.toml": toml(annotation("**", more=OVERRIDE)),
          "d/REUSE.toml": toml(annotation("**", "MIT", more=OVERRIDE)), "d/a.csv": "x"},
         ("CC0-1.0",)),
        ({"REUSE.toml": toml(annotation("**", more=AGGREGATE)),
          "d/REUSE.toml": toml(annotation("**", "MIT")), "d/a.csv": "x"}, ("CC0-1.0", "MIT")),
        ({"d/REUSE.toml": toml(annotation("a.csv")), "a.csv": "x", "d/a.csv": "x"}, ("CC0-1.0",)),
    ],
)  # fmt: skip
def test_what_counts_where_several_speak(
    files: dict[str, str | bytes | None], used: tuple[str, ...]
) -> None:
    assert report({**BOTH, **files}).used_licenses == used


@pytest.mark.parametrize(
    ("files", "error"),
    [
        ({"REUSE.toml": toml(annotation("**")), ".reuse/dep5": dep5("*")}, "only one of them"),
        ({"REUSE.toml": "version = 1\n[[annotations]\n"}, "REUSE.toml: expected"),
        ({"d/REUSE.toml": '[[annotations]]\npath = "**"\n'}, "d/REUSE.toml: version"),
        ({"REUSE.toml": "version = 1\n[[annotations]]\n"}, "has no path"),
        ({"REUSE.toml": toml(annotation("**", more='precedence = "x"'))}, "precedence must be"),
        ({"REUSE.toml": "version = 1\nannotations = 3\n"}, "annotations must be"),
        ({"REUSE.toml": "version = 1\n[[annotations]]\npath = [1]\n"}, "path must be"),
        ({".reuse/dep5": "foo\nbar"}, "has no Format"),
        ({".reuse/dep5": b"\xff"}, "not UTF-8"),
    ],
)
def test_information_that_cannot_be_understood_is_an_error(
    files: dict[str, str | bytes | None], error: str
) -> None:
    found = report({**MIT, "a.py": header(), **files})

    assert error in found.error
    assert not found.is_compliant
    assert FOLDER.judge([ProjectFile(path, str(text).encode()) for path, text in files.items()])[
        "error"
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.py", True),
        ("LICENSE", False),
        ("d/LICENCE.md", False),
        ("LICENSE-MIT", False),
        ("COPYING.LESSER", False),
        ("COPYINGx", True),
        ("LICENSES.md", True),
        ("license.txt", True),
        ("UNLICENSE", True),
        ("LICENSES/MIT.txt", False),
        ("d/LICENSES/x", False),
        (".reuse/templates/x", False),
        (".git", False),
        (".gitignore", True),
        ("a.spdx", False),
        ("a.spdx.json", False),
        ("a.spdx.txt", True),
        ("a.png.license", False),
        ("d/REUSE.toml", False),
        ("subprojects/x/a.c", False),
        ("subprojects/a.c", True),
    ],
)
def test_which_files_need_information(path: str, expected: object) -> None:
    assert is_covered(path) is expected


@pytest.mark.parametrize(
    "line",
    [
        "# {tag}: MIT",
        "// {tag}:MIT",
        "/* {tag}: MIT */",
        "<!-- {tag}: MIT -->",
        "(* {tag}: MIT *)",
        "{{# {tag}: MIT #}}",
        '<a title="{tag}: MIT">',
        '<a title="{tag}: MIT" />',
        "*** {tag}: MIT ***",
        "|  {tag}: MIT  |",
        "[{tag}: MIT]::",
        "{tag}:\tMIT  ",
    ],
)
def test_a_tag_is_found_in_any_comment(line: str) -> None:
    assert read_tags(line.format(tag=LICENCE).encode()).expressions == ("MIT",)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_tags_are_read_in_every_encoding_of_unicode(encoding: str) -> None:
    text = f"{COPYRIGHT}: 2024 Ada Äø\n{LICENCE}: MIT\n"

    assert read_tags(text.encode(encoding)) == Tags(("2024 Ada Äø",), ("MIT",))


def test_a_file_with_zeros_that_are_no_encoding_is_no_text() -> None:
    assert read_tags(b"\0\0" + header().encode()) == Tags()
    assert read_tags(b"ab\0\0" + header().encode()) == Tags()


@pytest.mark.parametrize("path", ["REUSE.toml", ".reuse/dep5"])
def test_files_that_speak_for_others_may_begin_with_a_mark(path: str) -> None:
    text = toml(annotation("a.py")) if path == "REUSE.toml" else dep5("a.py")

    assert faults({path: text.encode("utf-8-sig"), "a.py": "x = 1\n", **CC0}) == {}


@pytest.mark.parametrize(
    ("line", "has_notice"),
    [
        ("Copyright 2024 Ada", True),
        ("Copyright (c) Ada", True),
        ("© Ada", True),
        (f"{COPYRIGHT}:2024 Ada", True),
        (f"{COPYRIGHT}: © 2024 Ada", True),
        ("copyright 2024 Ada", False),
        ("(c) 2024 Ada", False),
        ("Copyrights 2024 Ada", False),
        ("COPYRIGHT Ada", False),
    ],
)
def test_a_copyright_notice_is_known_by_its_beginning(line: str, has_notice: object) -> None:
    assert bool(read_tags(line.encode()).copyrights) is has_notice


def test_blocks_to_be_ignored_are_left_out() -> None:
    text = f"{header()}{IGNORE_START}\n{header('CC0-1.0')}{IGNORE_END}\n{header('ISC', 'Bo')}"

    assert read_tags(text.encode()) == Tags(("2024 Ada", "Bo"), ("MIT", "ISC"))
    assert read_tags(f"{IGNORE_START}\n{header()}".encode()) == Tags()


@pytest.mark.parametrize(
    ("glob", "path", "expected"),
    [
        ("*.csv", "a.csv", True),
        ("*.csv", "d/a.csv", False),
        ("**.csv", "d/a.csv", True),
        ("**/*.csv", "a.csv", True),
        ("d/*", "d/e/a", False),
        ("d/**", "d/e/a", True),
        ("d", "d/a", False),
        ("?.csv", "a.csv", False),
        ("[ab]", "a", False),
        ("\\*.csv", "*.csv", True),
        ("\\*.csv", "a.csv", False),
        # With many stars it is compared in another way.
        ("*a*b*.c", "xaybz.c", True),
        ("*a*b*.c", "xa/bz.c", False),
        ("**a**b**.c", "xa/bz.c", True),
        ("**/a/**/b/**/c", "a/b/c", True),
        ("**/a/**/b/**/c", "x/a/y/b/z/c", True),
        ("**/a/**/b/**/c", "x/a/yb/c", False),
    ],
)
def test_patterns_of_reuse_toml(glob: str, path: str, expected: object) -> None:
    assert reuse_pattern(glob).matches(path) is expected


@pytest.mark.parametrize(
    ("glob", "path", "expected"),
    [("*.csv", "d/a.csv", True), ("?.csv", "a.csv", True), ("d/*", "e/d/a", False)],
)
def test_patterns_of_dep5(glob: str, path: str, expected: object) -> None:
    assert dep5_pattern(glob).matches(path) is expected


@pytest.mark.parametrize(
    ("rules", "path", "is_folder", "expected"),
    [
        ("*.log", "d/a.log", False, True),
        ("/a.log", "d/a.log", False, False),
        ("/a.log", "a.log", False, True),
        ("d/a.log", "x/d/a.log", False, False),
        ("build/", "build", True, True),
        ("build/", "build", False, False),
        ("*.log\n!keep.log", "keep.log", False, False),
        ("!keep.log\n*.log", "keep.log", False, True),
        ("# a.log", "a.log", False, False),
        ("\\#a", "#a", False, True),
        ("a/**/b", "a/b", False, True),
        ("a/**/b", "a/x/y/b", False, True),
        ("**/b", "x/b", False, True),
        ("a/**", "a/x/y", False, True),
        ("[a-c].py", "b.py", False, True),
        ("[!a-c].py", "b.py", False, False),
        ("?.py", "b.py", False, True),
        ("a*b", "a/b", False, False),
        ("trailing ", "trailing", False, True),
    ],
)
def test_rules_of_gitignore(
    rules: str,
    path: str,
    is_folder: object,
    expected: object,
) -> None:
    ignore = IgnoreRules()
    ignore.add("", rules.encode())

    assert ignore.ignores(path, is_folder=bool(is_folder)) is expected


def test_rules_of_an_inner_folder_come_first() -> None:
    ignore = IgnoreRules()
    ignore.add("", b"*.log")
    ignore.add("d", b"!a.log\n/b")

    assert [
        ignore.ignores(path, is_folder=False) for path in ("a.log", "d/a.log", "d/b", "d/e/b")
    ] == [True, False, True, False]


def test_the_answer_has_the_shape_of_the_tool() -> None:
    answer = FOLDER.judge([ProjectFile("a.py", header().encode())])

    assert answer == {
        "ok": False,
        "spec": "3.3",
        "non_compliant": {
            "bad_licenses": [],
            "deprecated_licenses": [],
            "licenses_without_extension": [],
            "missing_copyright_info": [],
            "missing_licenses": ["MIT"],
            "missing_licensing_info": [],
            "read_errors": [],
            "unused_licenses": [],
        },
        "summary": {
            "compliant": False,
            "files_total": 1,
            "files_with_copyright_info": 1,
            "files_with_licensing_info": 1,
            "used_licenses": ["MIT"],
        },
    }


NAMES = st.sampled_from(
    ["a.py", "a.py.license", "REUSE.toml", "d/REUSE.toml", "d/b", ".reuse/dep5", "LICENSES/MIT",
     "LICENSES/x.txt", "LICENSES/", "LICENSE"]
)  # fmt: skip
PIECES = st.lists(
    st.sampled_from([header(), annotation("**"), "version = 1\n", "Files: *\n", "\n\n", COPYRIGHT,
                     LICENCE, ": ", "(", "MIT", "[[", '"', IGNORE_START, "Format: x", "\0", "é"]),
    max_size=8,
).map("".join)  # fmt: skip


@given(st.dictionaries(NAMES, st.none() | PIECES.map(str.encode) | st.binary(max_size=60)))
@settings(deadline=None)
def test_any_files_are_judged(files: dict[str, bytes | None]) -> None:
    answer: Any = FOLDER.judge([ProjectFile(*one) for one in files.items()])

    faults_found = any(answer["non_compliant"].values()) or "error" in answer
    assert answer["ok"] is not faults_found


@given(st.text(max_size=60), st.text(max_size=30))
def test_any_rule_and_path_are_compared(rule: str, path: str) -> None:
    ignore = IgnoreRules()
    ignore.add("", rule.encode("utf-8", "replace"))

    assert ignore.ignores(path, is_folder=True) in (True, False)


@pytest.mark.parametrize(
    "piece",
    [f"{LICENCE}:", f"{LICENCE}: MIT */", f"{COPYRIGHT}:", f"{COPYRIGHT}: \n", "Copyright (c) ",
     "© ", " ", f"{IGNORE_START}{IGNORE_END}", f"{LICENCE}: ((((", "*" * 50, "SPDX-\t"],
)  # fmt: skip
def test_a_hostile_file_takes_no_time(piece: str) -> None:
    content = (piece * (1_000_000 // len(piece))).encode()
    started = time.process_time()

    lint([ProjectFile("a.py", content), ProjectFile("REUSE.toml", b"version = 1\n#" + content)])

    assert time.process_time() - started < 8


@pytest.mark.parametrize("glob", ["*a" * 12, "**a" * 6, "**/" * 6 + "x", "*" * 1000])
def test_a_hostile_pattern_takes_no_time(glob: str) -> None:
    started = time.process_time()

    reuse_pattern(glob).matches("a/" * 100 + "b")
    dep5_pattern(glob).matches("a" * 200 + "b")
    ignore = IgnoreRules()
    ignore.add("", glob.encode())
    ignore.ignores("a" * 200 + "b", is_folder=False)

    assert time.process_time() - started < 8


SURVEYED: tuple[dict[str, str | bytes], ...] = (
    {"a.py": header(), "LICENSES/MIT.txt": "text"},
    {"a.py": "x = 1\n", "b.py": header("MIT OR ISC"), "LICENSES/ISC.txt": "text"},
    {"a.py": "# Copyright (c) 2024 Ada\n", "b.py": "# (c) 2024 Ada\n", "c.py": "# ©2024 Ada\n"},
    {"a.png": b"\x89PNG\0", "b.png": b"\x89PNG\0", "b.png.license": header("CC0-1.0")},
    {"a.py": header(), "a.py.license": f"{LICENCE}: ISC\n"},
    {"a.py": f"# {IGNORE_START}\n{header()}# {IGNORE_END}\n"},
    {"a.py": f"{header()}# {IGNORE_START}\n{header('ISC')}", "LICENSES/MIT": "text"},
    {"a.py": f"{header()}# {LICENCE}: ISC\n# {LICENCE}: Foo OR\n" + "x = 1\n" * 2_000 + header()},
    {"a.bin": b"\0" + header().encode(), "tests/b.data": b"\0", "LICENSES/GPL-2.0.txt": "text"},
    {"a.svg": f"<!--\n{header()}-->", "notes.strange": header(), "LICENSES/MIT.txt": "text"},
    {"REUSE.toml": toml(annotation("**")), "vendor/a.min.js": header(), "LICENSES/MIT.txt": "x"},
    {
        "REUSE.toml": toml(annotation("**")),
        "vendor/REUSE.toml": toml(annotation("*.js", "ISC", more='precedence = "override"')),
        "vendor/a.js": header(),
        "tests/REUSE.toml": toml(annotation("*.py", "ISC", more='precedence = "aggregate"')),
        "tests/a.py": header(),
    },
    {"REUSE.toml": toml(annotation("*.py")), "docs/a.py": "x = 1\n", "a.py": "x = 1\n"},
    {".reuse/dep5": dep5("docs/*"), "docs/deep/a.txt": "x", "a.py": header("LicenseRef-Ours")},
    {".reuse/dep5": dep5("*"), "REUSE.toml": toml(annotation("*"))},
    {"REUSE.toml": "version = 1\n[[annotations]]\n", "a.py": header()},
    {"a.txt": header().encode("utf-16"), "LICENSES/MIT.txt": "text"},
    {"a.txt": header().encode("utf-8-sig"), "b.txt": b"\xff\xfe\0", "LICENSES/MIT.txt": "text"},
    {"LICENSE": "MIT", "COPYING.txt": "GPL", "a.spdx": "x", "subprojects/x/a.py": "x", "a.py": ""},
)  # fmt: skip


@pytest.mark.parametrize("files", SURVEYED)
def test_a_survey_comes_to_the_judgement_of_the_files_themselves(
    files: dict[str, str | bytes],
) -> None:
    contents = {path: one.encode() if isinstance(one, str) else one for path, one in files.items()}

    found = surveyed(tree_of_files(contents)).report

    assert found == lint(ProjectFile(*one) for one in contents.items())
