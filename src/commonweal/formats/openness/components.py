# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""The 17 components of the Model Openness Framework, as files can show them.

Each rule gives a state: *present* with the path that shows it, *declared* where a
text only says that it exists elsewhere, *unclear* where something points to it,
*absent* otherwise. A rule rather misses a part than claims one.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from commonweal.core.tree import File, Sign, Tree
from commonweal.formats.mof.openness import components as framework
from commonweal.formats.openness.cards import Card, data_cards, model_cards
from commonweal.formats.openness.documents import paper_of, report_of, results_of
from commonweal.formats.openness.found import ABSENT, Found, State
from commonweal.formats.openness.paths import (
    CODE,
    ending_of,
    folder_of,
    folders_of,
    is_of_the_model,
    is_ours,
    stem_of,
    words_of,
)
from commonweal.formats.openness.subject import TRAINING_NAME, trained_at
from commonweal.formats.openness.tools import tools_of
from commonweal.formats.openness.weights import our_weights, steps_of


def component_id(name: str) -> str:
    """The framework's name of a component as an id."""
    return re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")


# Names by id, in the framework's order.
COMPONENTS: Mapping[str, str] = MappingProxyType({component_id(name): name for name in framework()})


class Seen(NamedTuple):
    """A tree, and what several rules need to know of it."""

    tree: Tree
    files: tuple[File, ...]
    cards: tuple[Card, ...]
    weights: tuple[str, ...]


def components_of(tree: Tree) -> dict[str, Found]:
    """Give what is found of each component, by its id."""
    files = tuple(file for file in tree.files if is_ours(file.path) and file.kind != "vendored")
    weights = tuple(our_weight.path for our_weight in our_weights(tree))
    seen = Seen(tree, files, model_cards(tree), weights)
    return {component: _RULES[component](seen) for component in COMPONENTS}


def _at(sign: Sign | None) -> Found | None:
    return Found("present", sign.path, sign.line) if sign else None


def _file(state: State, file: File | None) -> Found | None:
    return Found(state, file.path) if file else None


# What lies there sets up code, and is none.
_SETTINGS = frozenset({"config", "configs", "conf", "settings"})


def _named(seen: Seen, pattern: re.Pattern[str], endings: frozenset[str] = CODE) -> File | None:
    return next(
        (
            file
            for file in seen.files
            if ending_of(file.path) in endings
            and is_of_the_model(file.path)
            and folders_of(file.path).isdisjoint(_SETTINGS)
            and pattern.search(stem_of(file.path))
        ),
        None,
    )


def _both(tree: Tree, first: Iterable[str], second: str) -> Sign | None:
    """The first sign of a file that carries signs of both sorts."""
    paths = {sign.path for sign in tree.signs_of(second)}
    return next(
        (
            sign
            for sign in tree.signs_of(*first)
            if sign.path in paths and is_of_the_model(sign.path)
        ),
        None,
    )


def _card_declares(seen: Seen, *keys: str) -> Found | None:
    for card in seen.cards:
        if any(key in card.keys for key in keys):
            return Found("declared", card.path, 1)
    return None


def _model_architecture(seen: Seen) -> Found:
    tree = seen.tree
    own = _both(tree, ["model_class", "model_layers"], "model_forward")
    built = next(
        (sign for sign in tree.signs_of("model_built") if is_of_the_model(sign.path)), None
    )
    if found := _at(own or built):
        return found
    # A library's class is named, so that the code is somewhere else.
    for sign in tree.signs_of("model_config"):
        if is_ours(sign.path):
            return Found("unclear", sign.path, sign.line)
    return _card_declares(seen, "base_model") or ABSENT


_PREPARES = re.compile(
    r"pre_?process|prepare_?data|prepare_dataset|tokeni[sz]e_(?:data|corpus)|clean_(?:data|corpus)|"
    r"(?:build|make|create|download|convert)_(?:data|dataset|corpus)"
)


def _data_preprocessing_code(seen: Seen) -> Found:
    sign = _both(seen.tree, ["dataset_read"], "dataset_written")
    if sign and not TRAINING_NAME.search(stem_of(sign.path)):
        return Found("present", sign.path, sign.line)
    for sign in seen.tree.signs_of("dataset_written"):
        if is_of_the_model(sign.path) and not folders_of(sign.path).isdisjoint(_DATA_FOLDERS):
            return Found("present", sign.path, sign.line)
    if file := _named(seen, _PREPARES):
        # What prepares an input for use has the same name as what prepares data for training.
        is_trained = _training_code(seen).state == "present"
        return Found("present" if is_trained else "unclear", file.path)
    return ABSENT


def _training_code(seen: Seen) -> Found:
    if sign := trained_at(seen.tree, is_named=True):
        return Found("present", sign.path, sign.line)
    if found := _file("present", _named(seen, TRAINING_NAME)):
        return found
    return _at(trained_at(seen.tree, is_named=False)) or ABSENT


_INFERS = re.compile(
    r"^(?:run_)?(?:inference|infer|predict|predictor|generate|transcribe)(?:_\w+)?$"
)
_APPLICATION = frozenset(
    {"py", "ipynb", "js", "mjs", "cjs", "ts", "tsx", "c", "cc", "cpp", "rs", "go"}
)


def _inference_code(seen: Seen) -> Found:
    if found := _file("present", _named(seen, _INFERS, _APPLICATION)):
        return found
    for sign in seen.tree.signs_of("model_loaded"):
        name = stem_of(sign.path)
        if is_ours(sign.path) and not TRAINING_NAME.search(name) and not _EVALUATES.search(name):
            return Found("present", sign.path, sign.line)
    return _names_weights(seen) or ABSENT


def _names_weights(seen: Seen) -> Found | None:
    """Code that names a file of weights, in a package whose code also makes something of inputs."""
    names = {path.rpartition("/")[2].casefold() for path in seen.weights}
    packages = {
        path.partition("/")[0]: sign
        for sign in reversed(seen.tree.signs_of("model_used"))
        if is_of_the_model(path := sign.path)
    }
    for sign in seen.tree.signs_of("model_named"):
        value = (sign.value or "").casefold()
        if value in names and (used := packages.get(sign.path.partition("/")[0])):
            return Found("present", used.path, used.line)
    return None


_EVALUATES = re.compile(
    r"^(?:run_)?eval(?:uate|uation|uator|s)?(?:_\w+)?$|_eval(?:uation)?$|^lm_eval\w*$"
)
_MEASURES = re.compile(r"^(?:run_)?(?:bench|benchmark|score)\w*$")


def _evaluation_code(seen: Seen) -> Found:
    if found := _file("present", _named(seen, _EVALUATES)):
        return found
    for sign in seen.tree.signs_of("model_evaluated"):
        if is_ours(sign.path) and not TRAINING_NAME.search(stem_of(sign.path)):
            return Found("present", sign.path, sign.line)
    # A benchmark may measure speed alone.
    return _file("unclear", _named(seen, _MEASURES)) or ABSENT


def _supporting_libraries_and_tools(seen: Seen) -> Found:
    found = tools_of(seen.tree)
    return Found("present", found) if found else ABSENT


def _model_parameters_final(seen: Seen) -> Found:
    steps = set(steps_of(seen.tree))
    final = next((path for path in seen.weights if path not in steps), None)
    if final or seen.weights:
        return Found("present", final or seen.weights[-1])
    if seen.cards and seen.cards[0].is_clear:
        return Found("declared", seen.cards[0].path)
    return ABSENT


def _model_parameters_intermediate(seen: Seen) -> Found:
    if steps := steps_of(seen.tree):
        return Found("present", steps[0])
    state = next((file for file in seen.files if file.name == "trainer_state.json"), None)
    return _file("unclear", state) or ABSENT


_DATA_FOLDERS = frozenset({"data", "dataset", "datasets", "corpus", "corpora"})
_DATA_ENDINGS = frozenset({
    "csv", "tsv", "jsonl", "ndjson", "parquet", "arrow", "feather", "tfrecord", "zip", "tar", "gz",
    "zst", "xz", "lmdb", "npy", "npz", "h5", "hdf5", "txt", "json",
})  # fmt: skip
_LARGE_DATA = 1_000_000


def _datasets(seen: Seen) -> Found:
    weights = set(seen.weights)
    for file in seen.files:
        is_data = ending_of(file.path) in _DATA_ENDINGS and (file.size or 0) >= _LARGE_DATA
        if is_data and file.path not in weights and _is_data_path(file.path):
            return Found("present", file.path)
    for artifact in seen.tree.artifacts:
        path = artifact.path.removesuffix(".dvc")
        is_data = ending_of(path) in _DATA_ENDINGS and path not in weights
        if not artifact.is_stored and is_data and _is_data_path(path):
            return Found("present", artifact.path)
    listed = next((file for file in seen.files if file.name == "dataset_infos.json"), None)
    return _file("present", listed) or _card_declares(seen, "datasets") or ABSENT


def _is_data_path(path: str) -> bool:
    folders = folders_of(path)
    return not folders.isdisjoint(_DATA_FOLDERS) and folders.isdisjoint(_EVALUATION_WORDS)


_EVALUATION_WORDS = frozenset(
    {"eval", "evaluation", "test", "dev", "valid", "validation", "benchmark"}
)
_EVALUATION_FOLDERS = _DATA_FOLDERS | {"eval", "evaluation", "evals", "benchmark", "benchmarks"}
_EVALUATION_ENDINGS = frozenset(
    {"csv", "tsv", "jsonl", "ndjson", "parquet", "arrow", "json", "txt"}
)


def _evaluation_data(seen: Seen) -> Found:
    for file in seen.tree.files:
        if file.kind == "vendored" or ending_of(file.path) not in _EVALUATION_ENDINGS:
            continue
        is_there = not folders_of(file.path).isdisjoint(_EVALUATION_FOLDERS)
        is_large = (file.size or 0) >= _LEAST_EVALUATION
        if is_there and is_large and not words_of(file.path).isdisjoint(_EVALUATION_WORDS):
            return Found("present", file.path)
    return _card_declares(seen, "model-index") or ABSENT


_LEAST_EVALUATION = 1_000
_METADATA = re.compile(
    r"^(?:(?:\w+_)?config|config_\w+|model_?info|model-info|metadata|modules|hparams|hyperparameters|"
    r"params|model_index)(?:\.min)?\.(?:json|ya?ml)$"
)
_STRONG_METADATA = frozenset({"generation_config.json", "tokenizer_config.json", "modules.json"})


def _model_metadata(seen: Seen) -> Found:
    for artifact in seen.tree.artifacts:
        if artifact.path in seen.weights and (artifact.architecture or artifact.licence):
            return Found("present", artifact.path)
    for sign in seen.tree.signs_of("model_config"):
        if is_of_the_model(sign.path):
            return Found("present", sign.path, sign.line)
    folders = {folder_of(path) for path in seen.weights}
    for file in seen.files:
        name = file.name.casefold()
        if name in _STRONG_METADATA and is_of_the_model(file.path):
            return Found("present", file.path)
        if folder_of(file.path) in folders and _METADATA.match(name):
            return Found("present", file.path)
    beside = (file for file in seen.files if file.name.endswith("-weights_manifest.json"))
    return _file("unclear", next(beside, None)) or ABSENT


_SAMPLE_FOLDERS = frozenset(
    {"outputs", "sample_outputs", "generated", "generations", "model_outputs"}
)
_DOUBTFUL_FOLDERS = frozenset({"samples", "sample", "results"})
_SAMPLE_ENDINGS = frozenset({
    "png", "jpg", "jpeg", "webp", "gif", "wav", "mp3", "flac", "ogg", "mp4", "txt", "md", "jsonl",
})  # fmt: skip


def _sample_model_outputs(seen: Seen) -> Found:
    doubtful: File | None = None
    for file in seen.files:
        if ending_of(file.path) in _SAMPLE_ENDINGS:
            folders = folders_of(file.path)
            if not folders.isdisjoint(_SAMPLE_FOLDERS):
                return Found("present", file.path)
            if doubtful is None and not folders.isdisjoint(_DOUBTFUL_FOLDERS):
                doubtful = file
    return _file("unclear", doubtful) or ABSENT


def _model_card(seen: Seen) -> Found:
    if not seen.cards:
        return ABSENT
    return Found("present" if seen.cards[0].is_clear else "unclear", seen.cards[0].path)


def _data_card(seen: Seen) -> Found:
    cards = data_cards(seen.tree)
    return Found("present", cards[0].path) if cards else ABSENT


def _technical_report(seen: Seen) -> Found:
    return report_of(seen.tree, seen.files)


def _research_paper(seen: Seen) -> Found:
    return paper_of(seen.tree)


def _evaluation_results(seen: Seen) -> Found:
    if any("model-index" in card.keys for card in seen.cards):
        return Found(
            "present", next(card.path for card in seen.cards if "model-index" in card.keys), 1
        )
    return results_of(seen.tree, seen.files)


_RULES: Mapping[str, Callable[[Seen], Found]] = {
    "model_architecture": _model_architecture,
    "data_preprocessing_code": _data_preprocessing_code,
    "training_code": _training_code,
    "inference_code": _inference_code,
    "evaluation_code": _evaluation_code,
    "supporting_libraries_and_tools": _supporting_libraries_and_tools,
    "model_parameters_final": _model_parameters_final,
    "model_parameters_intermediate": _model_parameters_intermediate,
    "datasets": _datasets,
    "evaluation_data": _evaluation_data,
    "model_metadata": _model_metadata,
    "sample_model_outputs": _sample_model_outputs,
    "model_card": _model_card,
    "data_card": _data_card,
    "technical_report": _technical_report,
    "research_paper": _research_paper,
    "evaluation_results": _evaluation_results,
}
