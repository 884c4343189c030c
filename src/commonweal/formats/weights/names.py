# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What the name of a file tells of a model; the lists are `names.toml`."""

import functools
import re
from collections.abc import Collection
from importlib import resources

import msgspec

from commonweal.formats.weights.header import Header

_POINTER = ".dvc"


class Format(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How files of a format are named; see the comments in `names.toml`."""

    endings: tuple[str, ...] = ()
    names: str = ""
    runs_code: bool = False
    is_certain: bool = False


@functools.cache
def formats() -> dict[str, Format]:
    """Read the list, once."""
    content = resources.files(__package__).joinpath("names.toml").read_bytes()
    return msgspec.toml.decode(content, type=dict[str, Format])


@functools.cache
def _by_ending() -> dict[str, str]:
    return {ending: name for name, format_ in formats().items() for ending in format_.endings}


@functools.cache
def _by_name() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(format_.names), name) for name, format_ in formats().items() if format_.names
    )


@functools.lru_cache(maxsize=4096)
def format_of_name(path: str) -> str | None:
    """Give the format that a name stands for, if for any; folders count only where they must."""
    lower = path.casefold().removesuffix(_POINTER)
    name = lower.rpartition("/")[2]
    tail = name.rpartition(".")[2] if "." in name else ""
    if (found := _by_ending().get(tail)) and formats()[found].is_certain:
        return found
    for pattern, named in _by_name():
        if pattern.search(lower):
            return named
    return _by_ending().get(tail)


def may_hold_weights(path: str) -> bool:
    """Tell whether to look into a file at all."""
    return path.casefold().endswith(_POINTER) or format_of_name(path) is not None


def is_pointer_name(path: str) -> bool:
    """Tell the files of DVC, which stand for others."""
    return path.casefold().endswith(_POINTER)


# Arrays, tables and pickles are models only where their names or contents say so.
_MODEL_WORDS = re.compile(
    r"(?:^|[/_.\- ])(?:models?|weights?|checkpoints?|ckpts?|params?|classifiers?|regressor|net|"
    r"embeddings?|encoder|decoder|vectorizer|tokenizer|pretrained|finetuned|best|last|epoch\d*)"
    r"(?:[/_.\- 0-9]|$)"
)
_LIBRARIES = (
    "sklearn.", "torch.nn.", "xgboost.", "lightgbm.", "catboost.", "keras.", "transformers.",
    "tensorflow.", "models.", "ultralytics.", "fairseq.", "gensim.", "statsmodels.",
)  # fmt: skip


def is_model_file(path: str, header: Header) -> bool:
    """Tell whether a file that was read belongs to a model, and is no data of another kind."""
    named = format_of_name(path) or ""
    kind = named if header.format in ("lfs", "dvc") else header.format
    if kind not in formats():
        return False
    if formats()[kind].is_certain or (named and formats()[named].is_certain):
        return True
    if any(import_.startswith(_LIBRARIES) for import_ in header.imports):
        return True
    return _MODEL_WORDS.search(path.casefold()) is not None


_TFJS_LIST = "-weights_manifest.json"


def format_beside(path: str, names: Collection[str]) -> str | None:
    """Tell a .bin file by what lies beside it: `names` are those of its folder."""
    stem, dot, ending = path.rpartition("/")[2].rpartition(".")
    if not dot or ending.casefold() != "bin":
        return None
    if stem + _TFJS_LIST in names:
        return "tfjs"
    return "openvino" if stem + ".xml" in names and _OPENVINO.search(stem) is None else None


# Firmware also comes as .bin with an .xml beside it.
_OPENVINO = re.compile(r"(?i)firmware|boot|flash|fw")
