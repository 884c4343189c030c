# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Read the header of any model file: one entrance that never raises."""

import zlib

from commonweal.formats.weights.archive import MAGIC as ZIP_MAGIC
from commonweal.formats.weights.archive import read_archive
from commonweal.formats.weights.arrays import MAGIC as NPY_MAGIC
from commonweal.formats.weights.arrays import read_npy
from commonweal.formats.weights.gguf import MAGIC as GGUF_MAGIC
from commonweal.formats.weights.gguf import read_gguf
from commonweal.formats.weights.header import START_LIMIT, Header
from commonweal.formats.weights.names import format_of_name, formats, is_pointer_name
from commonweal.formats.weights.onnx import is_onnx, read_onnx
from commonweal.formats.weights.pickled import is_pickle, read_pickle
from commonweal.formats.weights.pointer import LFS_MAGIC, read_dvc, read_lfs
from commonweal.formats.weights.safetensors import is_safetensors, read_safetensors

_GGML = (b"lmgg", b"tjgg", b"fmgg", b"algg")
_TFLITE = b"TFL3"
_HDF5 = b"\x89HDF\r\n\x1a\n"
_FASTTEXT = bytes.fromhex("ba164f2f")
_KERAS_WORDS = (b"keras_version", b"model_weights", b"layer_names")
_KERAS_CODE = b'"class_name": "Lambda"'
_GZIP, _ZLIB = (b"\x1f\x8b", b"\x78")
_OPENVINO = b"<net "
# Operations of TensorFlow that reach files, each with its length before its name.
_FILE_OPERATIONS = (b"\x08ReadFile", b"\x09WriteFile")
_TENSORFLOW = (b"\x08\x01\x12", b"\x0a")


def read_header(path: str, start: bytes, size: int) -> Header | None:
    """Tell what the start of a file (at most 1 MiB is looked at) says of a model.

    `size` is that of the whole file. None where it holds no model that is
    known. Where `start` is empty, as for a file too large to be opened, the
    name alone speaks.
    """
    start, named = start[:START_LIMIT], format_of_name(path)
    runs_code = named is not None and formats()[named].runs_code
    if start.startswith(LFS_MAGIC):
        return read_lfs(start, size, runs_code=runs_code)
    if is_pointer_name(path):
        return read_dvc(start, size, runs_code=runs_code)
    if not start and size:
        return _by_name(named)
    found = _by_content(path, start, size)
    return found or _with_name(named, start, size)


def _by_name(named: str | None) -> Header | None:
    if named is None or not formats()[named].is_certain:
        return None
    return Header(named, runs_code=formats()[named].runs_code)


def _by_content(path: str, start: bytes, size: int) -> Header | None:
    """Formats that can be told from their first bytes."""
    if start.startswith(GGUF_MAGIC):
        return read_gguf(start, size)
    if start.startswith(_GGML):
        return Header("ggml")
    if start[4:8] == _TFLITE:
        return Header("tflite")
    if start.startswith(NPY_MAGIC):
        return read_npy(start)
    if start.startswith(ZIP_MAGIC):
        return read_archive(start, size)
    if start.startswith(_HDF5):
        is_keras = any(word in start for word in _KERAS_WORDS)
        return Header("keras" if is_keras else "hdf5", runs_code=_KERAS_CODE in start)
    if start.startswith(_FASTTEXT):
        return Header("fasttext")
    if path.casefold().endswith(".xml"):
        return Header("openvino") if _OPENVINO in start[:400] else None
    return read_safetensors(start, size) if is_safetensors(start) else None


def _with_name(named: str | None, start: bytes, size: int) -> Header | None:
    """Formats whose first bytes fit much else, so that the name must say so too."""
    match named:
        case "safetensors":
            # Named so, and nothing like it: the reader says what is wrong.
            return read_safetensors(start, size)
        case "onnx":
            return read_onnx(start, size) if is_onnx(start) else None
        case "pytorch" | "pickle" | "binary" | "paddle":
            return _pickle(named, start)
        case "saved_model" | "tensorflow":
            return _tensorflow(named, start)
        case "tfjs":
            # Its shards may be quite without zeros, or be written as base 64 in a script.
            return _by_name(named)
    return None if _is_text(start) else _by_name(named)


def _is_text(start: bytes) -> bool:
    return b"\0" not in start[:8000]


def _pickle(named: str, start: bytes) -> Header | None:
    content, is_packed = _unpacked(start)
    pickled = read_pickle(content)
    # The oldest pickles are text, and begin with nothing of their own.
    if not is_pickle(content) and not (pickled.is_whole and pickled.imports):
        return None if _is_text(start) else _by_name(named)
    is_torch = any(import_.startswith("torch.") for import_ in pickled.imports)
    return Header(
        "pytorch" if is_torch else "pickle",
        parameters=None if is_packed else pickled.parameters,
        types=pickled.types,
        runs_code=True,
        imports=pickled.imports,
        odd_imports=pickled.odd_imports,
    )


def _unpacked(start: bytes) -> tuple[bytes, bool]:
    """Unpack what joblib has packed, up to the limit."""
    if not start.startswith((_GZIP, _ZLIB)):
        return start, False
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(start, START_LIMIT), True
    except zlib.error:
        return start, False


def _tensorflow(named: str, start: bytes) -> Header | None:
    if _is_text(start) and not start.startswith(_TENSORFLOW):
        return None
    return Header(named, runs_code=any(operation in start for operation in _FILE_OPERATIONS))
