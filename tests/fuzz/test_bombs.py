# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Small files that are made to grow: bounded in time and memory, and never taken for good."""

import time
import tracemalloc
from collections.abc import Callable

import pytest

from commonweal.formats.judging import Judge, judges
from commonweal.measures.catalogue import probes
from commonweal.measures.find import find_in_tree
from commonweal.sources.tree.collect import tree_of_files
from commonweal.syntax.json import JsonRefused, read_json
from commonweal.syntax.toml import TomlRefused, read_toml
from commonweal.syntax.xml import XmlRefused, read_xml
from commonweal.syntax.yaml import YamlRefused, read_yaml

SECONDS, MEGABYTES = 2.0, 120
_LEVELS = range(30)
BOMBS: dict[str, bytes] = {
    "aliases": b"a0: &a0 [x, x]\n"
    + b"".join(b"a%d: &a%d [*a%d, *a%d]\n" % (n + 1, n + 1, n, n) for n in _LEVELS),
    "merges": b"a0: &a0 {k: x}\n"
    + b"".join(
        b"a%d: &a%d {<<: [*a%d, *a%d], k%d: x}\n" % (n + 1, n + 1, n, n, n) for n in _LEVELS
    ),
    "an anchor in itself": b"a: &a\n  b: *a\n",
    "deep lists": b"a: " + b"[" * 40_000,
    "deep blocks": b"".join(b" " * n + b"a:\n" for n in range(600)),
    "deep dashes": b"- " * 20_000,
    "questions": b"? " * 20_000,
    "deep JSON": b'{"a":' * 20_000,
    "a number without end": b"a: " + b"9" * 200_000,
    "a large exponent": b'{"a": 1e999999999}',
    "dotted keys": b".".join([b"a"] * 20_000) + b" = 1\n",
    "tables below tables": b"".join(b"[" + b".".join([b"a"] * n) + b"]\n" for n in range(1, 200)),
    "deep arrays of TOML": b"a = " + b"[" * 20_000,
    "a text without end": b'a = """' + b"x\n" * 20_000,
    "entities": b'<!DOCTYPE a [<!ENTITY b "x">'
    + b"".join(
        b'<!ENTITY b%d "&b%s;&b%s;">' % (n, str(n - 1).encode(), str(n - 1).encode())
        for n in range(1, 30)
    )
    + b"]><a>&b29;</a>",
    "deep elements": b"<a>" * 20_000,
    "UTF-16": "a: b\n".encode("utf-16"),
    "UTF-32": "a: b\n".encode("utf-32"),
    "Latin-1": "a: caf\u00e9\n".encode("latin-1"),
    "half a character": b"a: \xf0\x9f",
    "a lone surrogate": b"a: \xed\xa0\x80",
    "zeros": bytes(50_000),
    "controls": bytes(range(32)) * 500,
}
READERS: dict[str, Callable[[bytes], object]] = {
    "yaml": read_yaml,
    "yaml with merges": lambda content: read_yaml(content, merge=True),
    "toml": read_toml,
    "json": read_json,
    "xml": read_xml,
}
NAMES = {
    "answers": "answers.yml",
    "cff": "CITATION.cff",
    "codemeta": "codemeta.json",
    "publiccode": "publiccode.yml",
    "workflow": "ci.yml",
    "mof": "model.yml",
}
HARMLESS = {
    ("workflow", BOMBS[name]) for name in ("merges", "a number without end", "a large exponent")
}
EVERY_BOMB = pytest.mark.parametrize("bomb", BOMBS.values(), ids=list(BOMBS))


def cost_of(run: Callable[[], object]) -> tuple[float, float]:
    """Seconds of this process, then, in a second run, the most megabytes at once."""
    started = time.process_time()
    run()
    seconds = time.process_time() - started
    tracemalloc.start()
    try:
        run()
        return seconds, tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


@EVERY_BOMB
@pytest.mark.parametrize("read", READERS.values(), ids=list(READERS))
def test_a_reader_refuses_or_reads_within_its_bounds(
    read: Callable[[bytes], object], bomb: bytes
) -> None:
    def run() -> None:
        try:
            read(bomb)
        except (JsonRefused, TomlRefused, XmlRefused, YamlRefused) as refusal:
            assert str(refusal)  # noqa: PT017  reading is fine as well

    seconds, megabytes = cost_of(run)

    assert seconds < SECONDS
    assert megabytes < MEGABYTES


@EVERY_BOMB
@pytest.mark.parametrize("judge", judges().values(), ids=list(judges()))
def test_a_judge_takes_no_bomb_for_a_good_file(judge: Judge, bomb: bytes) -> None:
    name = NAMES.get(judge.kind, "file")
    answers = []

    seconds, megabytes = cost_of(lambda: answers.append(judge.judge(name, bomb)))

    assert seconds < SECONDS
    assert megabytes < MEGABYTES
    assert answers[0] == answers[1]
    # What is no bomb for YAML may be a definition in which nothing is wrong.
    assert not answers[0]["ok"] or (judge.kind, bomb) in HARMLESS


@EVERY_BOMB
def test_a_repository_of_bombs_is_read_to_its_end(bomb: bytes) -> None:
    paths = [
        *NAMES.values(),
        "README.md",
        "pyproject.toml",
        "package.json",
        "pom.xml",
        "REUSE.toml",
    ]
    files = dict.fromkeys([*paths, ".github/workflows/ci.yml", "LICENSE", "Dockerfile"], bomb)

    def run() -> None:
        find_in_tree(tree_of_files(files), probes().values())

    started = time.process_time()
    run()

    assert time.process_time() - started < 16 * SECONDS
