# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Model descriptions: class, progress and findings, by the rules of the Model Openness Tool."""

import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.formats.mof import assess_openness
from commonweal.formats.mof.judge import JUDGE
from commonweal.formats.mof.openness import components, is_for, is_open
from commonweal.formats.spdx import is_known, suggest_licence

HEAD = """framework:
  name: Model Openness Framework
  version: '1.0'
  date: '2024-12-15'
"""
FIRST_CLASS = {3: 6, 2: 4, 1: 4}


def release(licences: dict[str, str | None], **given: str) -> dict[str, Any]:
    """A release with these components; a licence of None is left out."""
    entries = [
        {"name": name} | ({} if licence is None else {"license": licence})
        for name, licence in licences.items()
    ]
    return {
        "name": "m",
        "producer": "p",
        "license": {kind: {"name": name} for kind, name in given.items()},
        "components": entries,
    }


def needed(number: int, licence: str = "Apache-2.0") -> dict[str, str | None]:
    """All components that a class needs, with a licence."""
    return {
        component.name: licence
        for component in components().values()
        if component.is_required and component.first_class >= number
    }


def description(body: str, head: str = HEAD) -> bytes:
    return (head + "release:\n  name: m\n  producer: p\n" + body).encode()


def test_the_framework_has_17_components() -> None:
    assert len(components()) == 17
    assert {
        number: sum(
            component.is_required and component.first_class == number
            for component in components().values()
        )
        for number in FIRST_CLASS
    } == FIRST_CLASS


@pytest.mark.parametrize("number", [3, 2, 1])
def test_what_a_class_needs_gives_that_class(number: int) -> None:
    assert assess_openness(release(needed(number))).best == number


def test_progress_is_zero_where_a_lower_class_is_short() -> None:
    licences = needed(1)
    del licences["Model card"]

    openness = assess_openness(release(licences))

    assert openness.best == 0
    assert openness.progress == {3: 83.333333, 2: 0.0, 1: 0.0}
    assert openness.classes[3].missing == ("Model card",)
    assert openness.total_progress == 27.777778


@pytest.mark.parametrize(
    ("own", "given", "status"),
    [
        ("MIT", {}, "included"),
        ("", {"code": "MIT"}, "unlicensed"),
        ("unlicensed", {"code": "MIT"}, "unlicensed"),
        (None, {}, "unlicensed"),
        (None, {"code": "MIT", "distribution": "CC-BY-NC-4.0"}, "included"),
        (None, {"data": "MIT", "distribution": "CC-BY-NC-4.0"}, "invalid"),
        (None, {"data": "MIT"}, "unlicensed"),
        ("Apache 2.0", {"code": "MIT"}, "invalid"),
        ("apache-2.0", {}, "invalid"),
    ],
)
def test_a_licence_is_the_components_own_then_of_its_kind_then_of_all(
    own: str | None, given: dict[str, str], status: str
) -> None:
    required = assess_openness(release({"Training code": own}, **given)).classes[2]

    assert getattr(required, status) == ("Training code",)


def test_of_a_name_that_stands_twice_the_last_counts() -> None:
    twice = release({"Training code": "MIT"})
    twice["components"].append({"name": "Training code", "license": "none"})

    assert assess_openness(twice).classes[2].invalid == ("Training code",)


def test_a_paper_stands_for_a_missing_report() -> None:
    licences = needed(1)
    del licences["Technical report"]

    openness = assess_openness(release(licences))

    assert openness.best == 1
    assert openness.classes[3].included[-1] == "Research paper"
    assert openness.classes[3].missing == ()


def test_a_paper_that_is_not_open_stands_for_nothing() -> None:
    licences = needed(1) | {"Research paper": "secret"}
    del licences["Technical report"]

    openness = assess_openness(release(licences))

    assert openness.best == 0
    assert openness.classes[3].invalid == ("Research paper",)
    assert openness.classes[3].missing == ()


def test_an_open_licence_for_other_content_is_a_warning_only() -> None:
    openness = assess_openness(release({"Datasets": "MIT", "Model card": "CC-BY-4.0"}))

    assert openness.open_but_not_type_appropriate == ("Datasets",)
    assert openness.classes[1].included == ("Datasets", "Model card")


@pytest.mark.parametrize(
    ("spdx", "expected"),
    [
        ("Apache-2.0", True),
        ("OpenMDW-1.0", True),
        ("CDLA-Permissive-2.0", True),
        ("CC-BY-NC-4.0", False),
        ("Apache 2.0", False),
        ("", False),
    ],
)
def test_open_is_approved_free_or_open_data(spdx: str, expected: object) -> None:
    assert is_open(spdx) is expected


def test_open_model_data_weights_is_for_everything() -> None:
    assert [is_for("OpenMDW-1.0", kind) for kind in ("code", "data", "document")] == [True] * 3
    assert not is_for("MIT", "data")


def test_a_description_is_judged_with_lines_for_what_is_misspelt() -> None:
    content = description(
        "  license:\n    code: {name: MIT license}\n"
        "  components:\n  - name: Training code\n  - name: Datasets\n    license: CC BY 4.0\n"
    )

    judged = JUDGE.judge("m.yml", content)

    assert judged["class"] == 0
    assert judged["ok"] is False
    assert [(one["line"], one["suggestion"]) for one in judged["findings"]] == [
        (9, "MIT"),
        (13, "CC-BY-4.0"),
    ]


def test_a_description_without_faults_is_fine_even_where_no_class_is_reached() -> None:
    content = description("  license: {}\n  components: []\n")

    judged = JUDGE.judge("m.yml", content)

    assert (judged["ok"], judged["class"], judged["errors"]) == (True, 0, [])
    assert judged["progress"] == {"1": 0.0, "2": 0.0, "3": 0.0}


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ("  license: {}\n", "release.components"),
        ("  components: []\n", "release.license"),
        ("  license: MIT\n  components: []\n", "release.license"),
        ("  license: {code: MIT}\n  components: []\n", "release.license.code"),
        ("  license: {code: {name: 1}}\n  components: []\n", "release.license.code.name"),
        ("  license: {}\n  components: [{name: Weights}]\n", "release.components.0.name"),
        ("  license: {}\n  components: [x]\n", "release.components.0"),
        ("  license: {}\n  components: []\n  type: poem\n", "release.type"),
        ("  license: {}\n  components: []\n  date: tomorrow\n", "release.date"),
        ("  license: {}\n  components: []\n  version: 1.0\n", "release.version"),
    ],
)
def test_a_description_that_fails_the_schema_is_not_judged(body: str, path: str) -> None:
    judged = JUDGE.judge("m.yml", description(body))

    assert [one["path"] for one in judged["errors"]] == [path]
    assert (judged["ok"], judged["class"], judged["classes"]) == (False, None, {})


@pytest.mark.parametrize("content", [b"", b"- 1", b"framework: 1\nrelease: []", b"\xff", b"{"])
def test_what_is_no_description_is_an_error(content: bytes) -> None:
    judged = JUDGE.judge("m.yml", content)

    assert judged["errors"] != []
    assert judged["ok"] is False


@pytest.mark.parametrize(
    ("name", "start", "expected"),
    [
        ("m.yml", HEAD.encode(), True),
        ("m.yaml", b"framework: {name: 'Model Openness Framework'}\n", True),
        ("m.yaml", b"# x\nrelease: {}\n" + HEAD.encode(), True),
        ("m.json", HEAD.encode(), False),
        ("m.yml", b"framework:\n  name: django\n", False),
    ],
)
def test_a_description_is_known_by_its_framework(name: str, start: bytes, expected: object) -> None:
    assert JUDGE.recognises(name, start) is expected


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Apache 2.0", "Apache-2.0"),
        ("apache-2.0", "Apache-2.0"),
        ("Apache License, Version 2.0", "Apache-2.0"),
        ("MIT license", "MIT"),
        ("BSD-3", "BSD-3-Clause"),
        ("CC BY 4.0", "CC-BY-4.0"),
        ("cc-by-sa-4.0", "CC-BY-SA-4.0"),
        ("CC-BY-NC 4.0", "CC-BY-NC-4.0"),
        ("GPL v3", "GPL-3.0-only"),
        # Right already, nothing near, and words that say there is none.
        ("MIT", None),
        ("Llama 2 Community License", None),
        ("unlicensed", None),
        ("Unknown", None),
        ("CC-BY-9.0", None),
        ("", None),
    ],
)
def test_a_licence_written_otherwise_is_understood(written: str, meant: str | None) -> None:
    assert suggest_licence(written) == meant


@given(st.text(max_size=120))
@settings(deadline=None, max_examples=60)
def test_a_suggestion_is_an_id_that_is_known(written: str) -> None:
    suggestion = suggest_licence(written)

    assert suggestion is None or is_known(suggestion)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just("Training code"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "license", "components", "release", "framework", "code", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(VALUES, VALUES)
@settings(deadline=None)
def test_any_values_are_judged_without_an_exception(licences: object, entries: object) -> None:
    whole = {
        "framework": {"name": "Model Openness Framework", "version": "1", "date": "2024-01-01"},
        "release": {"name": "m", "producer": "p", "license": licences, "components": entries},
    }

    judged = JUDGE.judge("m.yml", json.dumps(whole).encode())

    assert judged["ok"] is (not judged["errors"] and not judged["findings"])


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_are_judged(content: bytes) -> None:
    assert json.dumps(dict(JUDGE.judge("m.yml", content)))


@pytest.mark.parametrize(
    "content",
    [
        HEAD.encode() + b"release: " + b"[" * 100_000,
        b"a: &a [x,x,x,x,x,x,x,x,x]\n"
        + b"".join(
            b"%c: &%c [%s]\n" % (97 + n, 97 + n, b",".join([b"*%c" % (96 + n)] * 9))
            for n in range(1, 10)
        ),
        b"framework:" + b"\n " * 500_000,
        HEAD.encode() + b"release:\n  components:\n" + b"  - name: Datasets\n" * 40_000,
    ],
)
def test_a_hostile_description_takes_little_time(content: bytes) -> None:
    started = time.process_time()

    JUDGE.recognises("m.yml", content)
    judged = JUDGE.judge("m.yml", content)

    assert judged["ok"] is False
    assert time.process_time() - started < 5
