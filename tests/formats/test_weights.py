# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Headers of model files: what they tell, and every way to be wrong."""

import io
import json
import os
import pickle
import pickletools
import struct
import time
import zipfile
from collections import OrderedDict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.formats.judging import judge_of
from commonweal.formats.weights import START_LIMIT, Header, is_model_file, read_header
from commonweal.surfaces.cli._judging import judged


def safetensors(tensors: dict[str, Any], values: int = 0, **metadata: str) -> bytes:
    header = json.dumps({"__metadata__": metadata, **tensors} if metadata else tensors).encode()
    return struct.pack("<Q", len(header)) + header + bytes(values)


def gguf(keys: dict[str, Any], tensors: dict[str, list[int]], *, counted: int = -1) -> bytes:
    def text(value: str) -> bytes:
        return struct.pack("<Q", len(value)) + value.encode()

    def one(value: Any) -> bytes:
        if isinstance(value, str):
            return struct.pack("<I", 8) + text(value)
        if isinstance(value, list):
            return struct.pack("<IIQ", 9, 8, len(value)) + b"".join(map(text, value))
        return struct.pack("<II", 4, value)

    counted = len(keys) if counted < 0 else counted
    head = b"GGUF" + struct.pack("<IQQ", 3, len(tensors), counted)
    body = b"".join(text(key) + one(value) for key, value in keys.items())
    shapes = b"".join(
        text(name) + struct.pack(f"<I{len(shape)}Q", len(shape), *shape) + bytes(12)
        for name, shape in tensors.items()
    )
    return head + body + shapes


def field(number: int, value: int | bytes | str) -> bytes:
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    content = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(content)) + content


def varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def onnx(*initialisers: bytes, **properties: str) -> bytes:
    graph = field(2, "wells") + b"".join(field(5, initialiser) for initialiser in initialisers)
    kept = b"".join(field(14, field(1, key) + field(2, one)) for key, one in properties.items())
    return field(1, 8) + field(2, "pytorch") + field(7, graph) + field(8, field(2, 17)) + kept


def read(path: str, content: bytes) -> Header | None:
    return read_header(path, content[:START_LIMIT], len(content))


ONE = {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}


def test_safetensors_tell_tensors_values_types_and_metadata() -> None:
    content = safetensors({"a": ONE, "b": {**ONE, "data_offsets": [24, 48]}}, 48, license="MIT")

    assert read("m.safetensors", content) == Header(
        "safetensors",
        parameters=12,
        tensors=2,
        types=("F32",),
        licence="MIT",
        metadata=(("license", "MIT"),),
    )


def test_a_header_that_is_longer_than_the_start_leaves_the_parameters_unknown() -> None:
    content = safetensors({"a": ONE}, 24)

    assert read_header("m.safetensors", content[:20], len(content)) == Header("safetensors")


@pytest.mark.parametrize(
    "content",
    [
        struct.pack("<Q", 2**62) + b'{"a": 1}',
        struct.pack("<Q", 9) + b'{"a": 1}',
        safetensors({"a": ONE}, 23),
        safetensors({"a": {**ONE, "shape": [2**40, 2**40]}}, 24),
        safetensors({"a": {**ONE, "shape": [2, 4]}}, 24),
        safetensors({"a": {**ONE, "data_offsets": [24, 0]}}, 24),
        safetensors({"a": {**ONE, "shape": [-1, 3]}}, 24),
        safetensors({"a": 1}, 24),
        struct.pack("<Q", 200_000) + b'{"a":' + b"[" * 199_995,
        b"",
        b"\0" * 40,
    ],
    ids=[
        "length beyond all files", "length beyond the file", "tensor beyond the file",
        "more values than there can be", "shape and place differ", "end before begin",
        "negative", "no tensor", "nested deeply", "empty", "zeros",
    ],
)  # fmt: skip
def test_safetensors_that_lie_are_known_by_name_and_told_to_be_wrong(content: bytes) -> None:
    header = read("m.safetensors", content)

    assert header is not None
    assert (header.format, header.parameters) == ("safetensors", None)
    assert header.problem != ""


def test_gguf_tells_keys_and_parameters() -> None:
    keys = {
        "general.architecture": "llama",
        "general.name": "Wells",
        "general.license": "apache-2.0",
        "general.base_model.count": 1,
        "general.base_model.0.repo_url": "https://example.org/base",
        "general.datasets": ["wells"],
        "tokenizer.tokens": ["a"] * 1000,
    }

    header = read("m.gguf", gguf(keys, {"a": [4, 5], "b": [3]}))

    assert header is not None
    assert (header.parameters, header.tensors, header.problem) == (23, 2, "")
    assert (header.architecture, header.name, header.licence) == ("llama", "Wells", "apache-2.0")
    assert (header.base_models, header.datasets) == (("https://example.org/base",), ("wells",))


@pytest.mark.parametrize(
    "content",
    [
        gguf({"a": "b"}, {}, counted=2**60),
        gguf({"a": "b"}, {"t": [2]})[:-14],
        b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + struct.pack("<Q", 2**63) + b"a" * 20,
        b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + struct.pack("<Q1sIIQ", 1, b"a", 9, 9, 1),
        b"GGUF" + struct.pack("<IQQ", 99, 0, 0),
        b"GGUF",
    ],
    ids=["huge count", "truncated", "huge text", "list of lists", "unknown version", "magic only"],
)
def test_gguf_that_lies_is_known_and_told_to_be_wrong(content: bytes) -> None:
    header = read("m.gguf", content)

    assert header is not None
    assert (header.format, header.parameters) == ("gguf", None)
    assert header.problem != ""


def test_onnx_tells_producer_name_properties_and_values() -> None:
    alone = field(1, 3) + field(1, 4) + field(2, 1) + field(9, bytes(48))
    packed = field(1, varint(5) + varint(1)) + field(2, 7) + field(9, bytes(40))

    header = read("m.onnx", onnx(alone, packed, license="AGPL-3.0"))

    assert header is not None
    assert (header.parameters, header.tensors, header.types) == (17, 2, ("F32", "I64"))
    assert (header.producer, header.name, header.licence) == ("pytorch", "wells", "AGPL-3.0")
    assert dict(header.metadata) == {"license": "AGPL-3.0", "opset": "17"}


def test_onnx_whose_start_alone_is_here_is_no_damaged_file() -> None:
    content = onnx(field(1, 3) + field(2, 1) + field(9, bytes(12)))

    header = read_header("m.onnx", content[:30], len(content))

    assert header is not None
    assert (header.format, header.parameters, header.problem) == ("onnx", None, "")


@pytest.mark.parametrize("ending", [b"\x3a\xff\xff\xff\xff\x0f", b"\x3a\x80", b"\x07", b"\x00\x00"])
def test_onnx_that_lies_is_told_to_be_wrong(ending: bytes) -> None:
    header = read("m.onnx", field(1, 8) + ending)

    assert header is not None
    assert (header.format, header.parameters) == ("onnx", None)
    assert header.problem != ""


def test_text_named_as_a_model_is_none() -> None:
    assert read("notes.onnx", b"Buy onions.\n") is None
    assert read("easy-install.pth", b"./wells\n") is None
    assert read("firmware.bin", b"\x7fELF" + bytes(100)) is None
    assert read("README.md", b"# Wells\n") is None


class Evil:
    """What a pickle may do when it is loaded."""

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return os.system, ("touch /tmp/commonweal-was-here",)


@pytest.mark.parametrize("protocol", range(6))
def test_a_pickle_is_listed_and_never_loaded(protocol: int) -> None:
    content = pickle.dumps({"weights": Evil()}, protocol)

    header = read("model.pkl", content)

    assert header is not None
    assert (header.runs_code, header.odd_imports) == (True, ("posix.system",))
    assert not Path("/tmp/commonweal-was-here").exists()  # noqa: S108  the name that it would have made


def test_plain_values_in_a_pickle_import_nothing_odd() -> None:
    header = read("model.pkl", pickle.dumps(OrderedDict(a={1, 2}, b=b"x"), 4))

    assert header is not None
    assert (header.imports, header.odd_imports) == (("collections.OrderedDict",), ())


def test_an_import_whose_name_is_hidden_is_odd() -> None:
    # Module and name come from a memo that was never written.
    content = b"\x80\x04h\x05h\x06\x93."

    header = read("model.pkl", content)

    assert header is not None
    assert header.odd_imports == ("?",)


def stored(values: int) -> bytes:
    """A tensor's storage as PyTorch writes it."""
    return (
        b"\x80\x02(X\x07\0\0\0storagectorch\nFloatStorage\nX\x01\0\0\x000X\x03\0\0\0cpu"
         b"J" + struct.pack("<i", values) + b"tQ."
    )  # fmt: skip


def archived(**entries: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return stream.getvalue()


def test_an_archive_of_pytorch_tells_its_values() -> None:
    header = read("m.pt", archived(archive__data_pkl=stored(600), archive__version=b"3"))

    assert header == Header(
        "pytorch",
        parameters=600,
        types=("Float",),
        runs_code=True,
        imports=("torch.FloatStorage",),
    )


def test_torchscript_holds_a_program() -> None:
    content = archived(m__data_pkl=stored(1), m__constants_pkl=b"\x80\x02).", m__code__a_py=b"x")

    header = read("m.jit", content)

    assert header is not None
    assert (header.format, header.runs_code) == ("torchscript", True)


def npy(kind: str, shape: str) -> bytes:
    text = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    return b"\x93NUMPY\x01\0" + struct.pack("<H", len(text)) + text


def test_arrays_tell_their_values_and_objects_run_code() -> None:
    plain, objects = read("model.npy", npy("<f4", "(2, 3)")), read("model.npy", npy("|O", "(2,)"))
    several = read("m.npz", archived(a_npy=npy("<f4", "(2,)"), b_npy=npy("<i8", "(3,)")))

    assert plain is not None
    assert objects is not None
    assert several is not None
    assert (plain.parameters, plain.runs_code) == (6, False)
    assert objects.runs_code
    assert (several.parameters, several.types, several.runs_code) == (5, ("f4", "i8"), False)


def test_keras_with_code_of_its_own_runs_code() -> None:
    layers = b'{"class_name": "Lambda", "config": {}}'

    plain = read("m.keras", archived(config_json=b"{}", metadata_json=b"{}"))
    lambdas = read("m.keras", archived(config_json=layers, metadata_json=b"{}"))

    assert plain == Header("keras")
    assert lambdas == Header("keras", runs_code=True)


@pytest.mark.parametrize(
    ("path", "content", "kind"),
    [
        ("m.tflite", b"\x1c\0\0\0TFL3", "tflite"),
        ("saved_model.pb", b"\x08\x01\x12\x05hello", "saved_model"),
        ("m.h5", b"\x89HDF\r\n\x1a\n keras_version", "keras"),
        ("m.h5", b"\x89HDF\r\n\x1a\n wells", "hdf5"),
        ("m.mlmodel", b"\x08\x04\x12\0", "coreml"),
        ("net.xml", b'<?xml version="1.0"?><net name="wells" version="11">', "openvino"),
        ("group1-shard1of2.bin", b"\x01\x02", "tfjs"),
        ("model-q4_0.bin", b"\0\x01", "ggml"),
        ("any.bin", b"lmgg\0", "ggml"),
    ],
)
def test_formats_without_a_reader_are_told_by_magic_or_name(
    path: str, content: bytes, kind: str
) -> None:
    assert read(path, content) == Header(kind)


def test_a_saved_model_that_writes_files_runs_code() -> None:
    assert read("saved_model.pb", b"\x08\x01\x12\0\x09WriteFile") == Header(
        "saved_model", runs_code=True
    )


def test_pointers_tell_size_and_hash_without_the_content() -> None:
    lfs = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"a" * 64 + b"\nsize 12345\n"
    dvc = b"outs:\n- md5: 1\n  size: 99\n  path: model.pkl\n"

    assert read("m.pt", lfs) == Header(
        "lfs", is_stored=False, size=12345, sha256="a" * 64, runs_code=True
    )
    assert read("model.pkl.dvc", dvc) == Header("dvc", is_stored=False, size=99, runs_code=True)
    assert read("m.pt", lfs.replace(b"size", b"sise")) is None


def test_a_file_that_could_not_be_opened_is_told_by_its_name_alone() -> None:
    assert read_header("m.safetensors", b"", 10**10) == Header("safetensors")
    assert read_header("m.bin", b"", 10**10) is None


def test_data_are_told_from_models_by_their_names_and_imports() -> None:
    array = Header("npy")

    assert is_model_file("model_weights.npy", array)
    assert not is_model_file("data/stops.npy", array)
    assert is_model_file("stops.pkl", Header("pickle", imports=("sklearn.svm.SVC",)))
    assert is_model_file("stops.safetensors", Header("lfs", is_stored=False))


NAMES = st.sampled_from(
    ["m.safetensors", "m.gguf", "m.onnx", "m.pt", "m.pkl", "m.bin", "m.npy", "m.npz", "m.keras",
     "m.h5", "saved_model.pb", "m.xml", "m.dvc", "m.joblib", "x"]
)  # fmt: skip
STARTS = st.sampled_from(
    [b"", b"GGUF\x03\0\0\0", b"PK\x03\x04", b"\x80\x04", b"\x93NUMPY\x01\0", b"\x08\x08",
     b'\x10\0\0\0\0\0\0\0{"', b"\x1f\x8b", b"\x78\x9c", b"(", b"version https://git-lfs"]
)  # fmt: skip


@given(NAMES, STARTS, st.binary(max_size=400), st.integers(0, 2**40))
def test_no_bytes_make_a_reader_raise(path: str, start: bytes, rest: bytes, more: int) -> None:
    content = start + rest

    header = read_header(path, content, len(content) + more)

    assert header is None or header.format


@given(
    st.binary(min_size=1, max_size=60),
    st.sampled_from(["m.gguf", "m.onnx", "m.pt", "m.safetensors"]),
)
def test_a_changed_byte_makes_no_reader_raise(noise: bytes, path: str) -> None:
    whole = {
        "m.gguf": gguf({"a": "b", "c": ["d"]}, {"t": [2]}),
        "m.onnx": onnx(field(1, 3) + field(2, 1), license="MIT"),
        "m.pt": archived(archive__data_pkl=stored(600)),
        "m.safetensors": safetensors({"a": ONE}, 24),
    }[path]
    at = noise[0] % len(whole)

    read(path, whole[:at] + noise + whole[at + len(noise) :])


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("m.pkl", b"\x80\x04" + b"N" * START_LIMIT),
        ("m.pkl", b"\x80\x04" + b"(" * START_LIMIT),
        ("m.pkl", b"\x80\x04" + b"I1\n" * (START_LIMIT // 3)),
        ("m.onnx", b"\x08\x08" + b"\x10\x01" * (START_LIMIT // 2)),
        ("m.onnx", field(1, 8) + field(7, field(5, b"") * (START_LIMIT // 3))),
        ("m.npz", (b"PK\x03\x04" + bytes(26)) * (START_LIMIT // 30)),
        ("m.npz", (b"PK\x03\x04\0\0\x08" + bytes(23)) * (START_LIMIT // 30)),
        ("m.gguf", gguf({"a": [""] * 120_000}, {})),
        ("m.safetensors", safetensors({f"a{n}": n for n in range(60_000)})[:START_LIMIT]),
        (
            "m.safetensors",
            struct.pack("<Q", 1_000_000) + b'{"a":0' + b',"a":0' * 166_665 + b"    }",
        ),
        ("m.joblib", b"\x78\x9c" + bytes(START_LIMIT)),
    ],
    ids=lambda value: value if isinstance(value, str) else str(len(value)),
)
def test_the_longest_start_is_read_in_bounded_time(path: str, content: bytes) -> None:
    began = time.process_time()

    read_header(path, content[:START_LIMIT], len(content))

    assert time.process_time() - began < 12


def test_a_bomb_is_not_inflated() -> None:
    content = archived(archive__data_pkl=b"\x80\x04" + b"N" * 50_000_000)

    header = read("m.pt", content)

    assert header is not None
    assert header.format == "pytorch"


def test_pickletools_still_names_what_we_follow() -> None:
    names = {operation.name for operation in pickletools.opcodes}

    assert {"GLOBAL", "INST", "STACK_GLOBAL", "MEMOIZE", "BINPERSID", "BINPUT", "BINGET"} <= names


def test_check_judges_a_model_of_any_size_by_its_start(tmp_path: Path) -> None:
    content = safetensors({"a": {**ONE, "shape": [10**7], "data_offsets": [0, 4 * 10**7]}})
    file = tmp_path / "model.safetensors"
    with file.open("wb") as stream:
        stream.write(content)
        stream.truncate(len(content) + 4 * 10**7)

    (answer,) = judged([str(file)], None)

    assert (answer["kind"], answer["ok"], answer["parameters"]) == ("weights", True, 10**7)
    assert answer["size"] > 32 * 1024 * 1024


def test_check_warns_of_a_pickle_and_refuses_one_that_imports_more(tmp_path: Path) -> None:
    plain, evil = tmp_path / "plain.pkl", tmp_path / "evil.pkl"
    plain.write_bytes(pickle.dumps({"a": 1}))
    evil.write_bytes(pickle.dumps(Evil()))

    answers = list(judged([str(plain), str(evil)], None))

    assert [answer["ok"] for answer in answers] == [True, False]
    assert [len(answer["findings"]) for answer in answers] == [1, 2]


def test_other_kinds_are_not_taken_for_models() -> None:
    for name in ("publiccode.yml", "data.bin", "notes.txt", "stops.csv"):
        judge = judge_of(name, b"publiccodeYmlVersion: '0.4'\n")
        assert judge is None or judge.kind != "weights"
