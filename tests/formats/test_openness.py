# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Parts of a model in files: rules that the probes' cases do not reach."""

import time

import pytest

from commonweal.formats.openness import (
    COMPONENTS,
    components_of,
    data_cards,
    model_cards,
    our_weights,
    shown_model,
)
from commonweal.formats.openness.cards import front_matter
from commonweal.formats.openness.licences import licence_of
from commonweal.formats.signs import signs_in
from commonweal.sources.tree import tree_of_files

LFS = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"a" * 64 + b"\nsize 90000000\n"
NET = b"class Net(nn.Module):\n    def forward(self, x):\n        return x\n"


def state(component: str, files: dict[str, bytes]) -> tuple[str, str]:
    found = components_of(tree_of_files(files))[component]
    return found.state, found.path


def test_there_are_17_components_with_ids_of_their_names() -> None:
    assert len(COMPONENTS) == 17
    assert COMPONENTS["model_parameters_final"] == "Model parameters (Final)"


def test_weights_of_examples_and_tests_are_not_the_project_s() -> None:
    tree = tree_of_files({"examples/m.onnx": LFS, "tests/m.onnx": LFS, "vendor/m.onnx": LFS})

    assert (our_weights(tree), shown_model(tree)) == ((), None)


def test_two_steps_are_weights_on_the_way_and_one_is_not() -> None:
    one = {"out/checkpoint-100.safetensors": LFS}

    assert state("model_parameters_intermediate", one)[0] == "absent"
    assert (
        state(
            "model_parameters_intermediate", {**one, "out/checkpoint-200.safetensors": LFS + b" "}
        )[0]
        == "present"
    )


def test_a_class_without_a_forward_is_no_architecture() -> None:
    assert (
        state("model_architecture", {"net.py": b"class Net(nn.Module):\n    pass\n"})[0] == "absent"
    )
    assert state("model_architecture", {"net.py": NET}) == ("present", "net.py")


def test_preparing_an_input_is_not_preparing_data() -> None:
    files = {"lib/preprocess.py": b"def clean(text):\n    return text\n"}

    assert state("data_preprocessing_code", files)[0] == "unclear"
    assert state("data_preprocessing_code", {**files, "train.py": b"x.fit(y)\n"})[0] == "present"


def test_code_that_names_the_weights_and_answers_inputs_is_inference() -> None:
    files = {
        "lib/weights.safetensors": LFS,
        "lib/files.py": b'WEIGHTS = "weights.safetensors"\n',
        "lib/use.py": b"def encode(texts):\n    return texts\n",
    }

    assert state("inference_code", files) == ("present", "lib/use.py")
    assert state("inference_code", {**files, "lib/use.py": b"x = 1\n"})[0] == "absent"


def test_a_link_in_a_table_is_somebody_else_s_paper() -> None:
    line = b"| wells | [paper](https://arxiv.org/abs/1234.56789) |\n"

    assert state("research_paper", {"README.md": line})[0] == "absent"
    assert (
        state("research_paper", {"README.md": b"See https://arxiv.org/abs/1234.56789\n"})[0]
        == "unclear"
    )
    assert (
        state("research_paper", {"README.md": b"Our paper: https://arxiv.org/abs/1234.56789\n"})[0]
        == "present"
    )


def test_a_manifest_that_names_no_library_is_no_tool() -> None:
    empty, some = b"[project]\ndependencies = []\n", b'[project]\ndependencies = ["torch"]\n'

    assert state("supporting_libraries_and_tools", {"pyproject.toml": empty})[0] == "absent"
    assert state("supporting_libraries_and_tools", {"pyproject.toml": some})[0] == "present"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---\n",
        "---\na: b\n",
        "---\n- a\n---\n",
        "---\na: *b\n---\n",
        "---\n{\n---\n",
        "a\n---\nb: c\n---\n",
    ],
)
def test_what_is_no_front_matter_has_no_keys(text: str) -> None:
    assert front_matter(text) == {}


def test_front_matter_gives_lists_as_text() -> None:
    assert front_matter("---\nlicense:\n- mit\n- apache-2.0\nwidget: {a: b}\n---\n# Wells\n") == {
        "license": "mit, apache-2.0",
        "widget": "",
    }


def test_a_card_of_data_is_none_of_a_model() -> None:
    tree = tree_of_files({"README.md": b"---\nlicense: mit\ndataset_info:\n  a: b\n---\n# Wells\n"})

    assert model_cards(tree) == ()
    assert [card.path for card in data_cards(tree)] == ["README.md"]


def test_the_nearest_licence_speaks_and_a_shelf_speaks_for_its_surroundings() -> None:
    gpl = b"SPDX-License-" + b"Identifier: GPL-3.0-only\n"
    tree = tree_of_files({"LICENSE": b"Nobody knows these words.\n", "net.py": b"# " + gpl + NET})
    found = components_of(tree)["model_architecture"]

    assert licence_of(tree, "model_architecture", found, ()) == ("GPL-3.0-only", True)
    assert licence_of(tree, "model_architecture", found._replace(path="x.py"), ()) == ("", None)


def test_many_files_are_looked_through_in_little_time() -> None:
    files = {f"src/a{n // 50}/file{n}.py": NET for n in range(5_000)}
    tree = tree_of_files({**files, "m.safetensors": LFS})
    began = time.process_time()

    components_of(tree)

    assert time.process_time() - began < 4


def test_a_needle_that_is_nowhere_is_not_sought_on_every_line() -> None:
    """Signs with many needles would otherwise take the square of a file's size."""
    content = b"x = predict\n" * 80_000
    began = time.process_time()

    assert list(signs_in("a.py", content)) == []

    assert time.process_time() - began < 8
