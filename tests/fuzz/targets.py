# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Everything that reads foreign bytes, found by walking where it can be, with what it may raise."""

import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from commonweal.core.problem import Problem
from commonweal.drafting.metadata.crosswalk import licences_in
from commonweal.formats import container, security, spdx
from commonweal.formats.cff.convert import conversion, conversions
from commonweal.formats.cff.read import read_citation
from commonweal.formats.folders import ProjectFile, folder_judges
from commonweal.formats.judging import Judge, judge_of, judges
from commonweal.formats.portfolio import read_portfolio
from commonweal.formats.reuse.annotations import AnnotationsRefused, read_dep5, read_reuse_toml
from commonweal.formats.signature import read_signature, signed_parts
from commonweal.formats.signs import signs_in
from commonweal.formats.weights import read_header
from commonweal.formats.workflow import WorkflowRefused, pipeline_uses
from commonweal.measures.catalogue import probes
from commonweal.measures.find import find_in_tree, rows_of
from commonweal.measures.probe import Probe
from commonweal.packages.catalogue.manifests import manifest_of
from commonweal.packages.ecosystems.dotnet import restore
from commonweal.sources.git.commits import parse_commit
from commonweal.sources.tree import collect_tree
from commonweal.sources.tree.collect import tree_of_files
from commonweal.standards.scorecard.evaluation import CHECKS
from commonweal.surfaces.cli._judging import START_LIMIT, all_streams
from commonweal.syntax import prose
from commonweal.syntax.json import JsonRefused, read_json
from commonweal.syntax.mailmap import read_mailmap
from commonweal.syntax.shell import ShellRefused, uses_in
from commonweal.syntax.shell.powershell import powershell_uses
from commonweal.syntax.toml import TomlRefused, read_toml
from commonweal.syntax.xml import XmlRefused, read_xml
from commonweal.syntax.yaml import YamlRefused, read_yaml
from tests.fuzz.harness import Files, Target
from tests.fuzz.package_targets import package_targets
from tests.fuzz.samples import COMMIT, FILES, MODELS, QUESTIONS, TAG

# What a reader may raise: a sentence that somebody can show.
REFUSALS = (
    Problem,
    AnnotationsRefused,
    JsonRefused,
    ShellRefused,
    TomlRefused,
    WorkflowRefused,
    XmlRefused,
    YamlRefused,
)
_LATEST = datetime(2027, 1, 1, tzinfo=UTC)
# What the checks of a stream look at.
_ASKED = (
    ".github/workflows/ci.yml",
    "Dockerfile",
    "build.sh",
    "SECURITY.md",
    "LICENSE",
    "w.csproj",
    "dependabot.yml",
    "a.py",
)
_ENDINGS = ("py", "md")


def all_targets() -> Iterator[Target]:
    """Every target, judges first."""
    yield from map(_judge, judges().values())
    yield Target("recognise", _alone(FILES), _each(lambda name, c: judge_of(name, c[:4096])))
    for kind, folder in folder_judges().items():
        run = folder.judge
        yield Target(f"folder {kind}", [FILES], lambda files, run=run: _written(run(_read(files))))  # type: ignore[misc]  # bound here
    yield from map(_stream, all_streams())
    yield Target("header", _alone(MODELS), _each(lambda name, c: read_header(name, c, len(c))))
    yield Target("signs", _alone(FILES), _each(_signs))
    yield Target("collected tree", [FILES], _collected)
    yield from (_probe(one) for one in probes().values() if one.find)
    yield from package_targets()
    for name, read in _READERS.items():
        yield Target(f"reader {name}", _alone(FILES | {"commit": COMMIT, "tag": TAG}), _each(read))


def _alone(files: Files) -> list[Files]:
    return [{path: content} for path, content in files.items()]


def _each(read: Callable[[str, bytes], object]) -> Callable[[Files], None]:
    """Read every file; a refusal is an answer."""

    def run(files: Files) -> None:
        for path, content in files.items():
            try:
                read(path, content)
            except REFUSALS as refusal:
                str(refusal).encode()

    return run


def _written(answer: Any) -> None:
    """An answer must be such that it can be printed."""
    json.dumps(msgspec.to_builtins(answer)).encode()


def _judge(judge: Judge) -> Target:
    """A judge is tried on the files it recognises, and never raises."""
    own = {
        path: content
        for path, content in FILES.items()
        if judge.recognises(path.rpartition("/")[2], content[:4096])
    }

    def run(files: Files) -> None:
        for path, content in files.items():
            name = path.rpartition("/")[2]
            judge.recognises(name, content[:4096])
            _written(dict(judge.judge(name, content)))
            if judge.judge_start is not None:
                _written(dict(judge.judge_start(name, content[:START_LIMIT], len(content) * 9)))

    return Target(f"judge {judge.kind}", _alone(own), run)


def _read(files: Files) -> list[ProjectFile]:
    return [ProjectFile(path, content) for path, content in files.items()]


def _stream(kind: str) -> Target:
    """A question is a file like any other; the files it names are mutated beside it."""
    stream = all_streams()[kind]
    asked = {path: FILES[path] for path in _ASKED}
    samples: list[Files] = [{"?": json.dumps(one).encode()} for one in QUESTIONS.get(kind, ())] or [
        {"?": json.dumps({"check": check, "level": level, "input": {}, "id": 1}).encode(), **asked}
        for check in CHECKS
        for level in ("check", "detail", "forge")
    ]

    def run(files: Files) -> None:
        question = _question(files["?"])
        if not isinstance(question, dict):
            return
        contents = {path: content for path, content in files.items() if path != "?"}
        try:
            _written(dict(stream.answer({**question, "files": contents})))
        except Problem as problem:
            str(problem).encode()

    return Target(f"stream {kind}", samples, run)


def _question(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _signs(path: str, content: bytes) -> None:
    stem = path.rpartition(".")[0]
    for name in (path, *(f"{stem}.{ending}" for ending in _ENDINGS)):
        for sign in signs_in(name, content):
            str(sign.value).encode()


def _collected(files: Files) -> None:
    """Collect a tree, ask all probes, and write what they found as rows."""
    tree = collect_tree(_memory(files), repository_id="r", head="").tree()
    rows_of("r", find_in_tree(tree, probes().values()), probes())


def _memory(files: Files) -> Any:
    from commonweal.core.objects import MemoryObjects  # noqa: PLC0415  for this one

    return MemoryObjects(files)


@cache
def _files_of_cases(probe_id: str) -> tuple[Files, ...]:
    """A probe's own cases are the best samples that there are."""
    folder = resources.files("commonweal.measures") / "probes" / probe_id
    written = folder / "cases.toml"
    cases = tomllib.loads(written.read_text("utf-8"))["case"] if written.is_file() else []
    found = [
        {path: _content(text) for path, text in case["files"].items()}
        for case in cases
        if case.get("files")
    ]
    return tuple(found) or (FILES,)


def _content(text: str) -> bytes:
    return bytes.fromhex(text[4:]) if text.startswith("hex:") else text.encode()


def _probe(probe: Probe) -> Target:
    def run(files: Files) -> None:
        findings = find_in_tree(tree_of_files(files), [probe])
        rows_of("r", findings, {probe.id: probe})
        finding = findings[probe.id]
        probe.reasons.get(finding.reason, "").format(**dict.fromkeys(_NAMES, 0), **finding.values)

    return Target(f"probe {probe.id}", _files_of_cases(probe.id), run)


_NAMES: tuple[str, ...] = ()


def _text(read: Callable[[str], object]) -> Callable[[str, bytes], object]:
    return lambda _, content: read(content.decode("utf-8", "replace"))


def _listed(path: str, content: bytes) -> None:
    """Prose with all that is asked of it."""
    text = content.decode("utf-8", "replace")
    for name in (path, "a.md", "a.rst", "a.adoc", "a.txt"):
        read = prose.read_prose(name, text)
        prose.links_of(read)
        prose.sections_of(text[:2_000])
        prose.entries(read.lines)
        prose.people(read.lines)


def _converted(_: str, content: bytes) -> None:
    try:
        citation = read_citation(content)
    except (*REFUSALS, ValueError):
        return
    for name in conversions():
        conversion(name)(citation).encode()


def _declared(path: str, content: bytes) -> None:
    text = content.decode("utf-8", "replace")
    licences_in(path, text)
    manifest_of(path, text)


def _expression(_: str, content: bytes) -> None:
    for line in content.decode("utf-8", "replace").split("\n")[:20]:
        spdx.licence_ids(line)
        spdx.expression_parts(line)
        spdx.suggest_licence(line)


def _signed(_: str, content: bytes) -> None:
    parts = signed_parts(content) or (content, content)
    assert read_signature(*parts).is_verified is not True


_READERS: Mapping[str, Callable[[str, bytes], object]] = {
    "yaml": lambda _, content: read_yaml(content),
    "yaml with merges": lambda _, content: read_yaml(content, merge=True),
    "toml": lambda _, content: read_toml(content),
    "json": lambda _, content: read_json(content),
    "xml": lambda _, content: read_xml(content),
    "dotnet": lambda _, content: (
        restore.restores_locked(content),
        restore.central_versions(content),
    ),
    "prose": _listed,
    "citation converted": _converted,
    "mailmap": lambda _, content: read_mailmap(content),
    "manifest": _declared,
    "portfolio": lambda _, content: read_portfolio(content, where="portfolio.toml"),
    "reuse annotations": lambda _, content: read_reuse_toml(content),
    "dep5": lambda _, content: read_dep5(content),
    "shell": _text(lambda text: uses_in(text, {})),
    "powershell": _text(lambda text: list(powershell_uses(text))),
    "container": _text(lambda text: container.container_uses(container.instructions(text))),
    "images": _text(lambda text: list(container.images(container.instructions(text)))),
    "pipeline": _text(pipeline_uses),
    "security policy": _text(security.policy_hits),
    "licence expression": _expression,
    "tag signature": _signed,
    "commit": lambda _, content: parse_commit("a" * 40, content, _LATEST),
}
