# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Rows of the table `model_artifact`."""

import json
import struct

from commonweal.core.objects import MemoryObjects
from commonweal.sources.tree import Budget, collect_tree

LFS = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"a" * 64 + b"\nsize 90000000\n"
SMALL = json.dumps({"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}).encode()
SAFE = struct.pack("<Q", len(SMALL)) + SMALL + bytes(8)


def rows(files: dict[str, bytes], budget: Budget = Budget()) -> list[tuple[object, ...]]:  # noqa: B008  frozen
    tree = collect_tree(MemoryObjects(files), repository_id="r", head="", budget=budget)
    return [tuple(row) for row in tree.artifacts]


def test_model_files_become_rows_with_what_their_headers_tell() -> None:
    files = {"m.safetensors": SAFE, "n.onnx": LFS, "readme.md": b"#", "t.pt": b"cos\nsystem\n(tR."}

    assert rows(files) == [
        ("r", "m.safetensors", "safetensors", 2, None, None, False, True),
        ("r", "n.onnx", "lfs", None, None, None, False, False),
        ("r", "t.pt", "pickle", None, None, None, True, True),
    ]


def test_a_file_too_large_to_be_opened_is_told_by_its_name() -> None:
    files = {"m.safetensors": SAFE, "data.npy": b"\x93NUMPY" + bytes(200)}

    assert rows(files, Budget(opened=10)) == [
        ("r", "m.safetensors", "safetensors", None, None, None, False, True)
    ]


def test_models_are_looked_at_before_other_binaries() -> None:
    files = {"a.exe": b"\0", "m.safetensors": SAFE}

    assert rows(files, Budget(binaries=1))[0][3] == 2


def test_what_lies_beside_tells_a_bin_file() -> None:
    manifest = {"model/net.bin": b"\1" * 50, "model/net-weights_manifest.json": b"[]"}

    assert [row[1:3] for row in rows({**manifest, "boot.bin": b"\1" * 50})] == [
        ("model/net.bin", "tfjs")
    ]


def test_vendored_models_and_data_of_other_kinds_are_no_rows() -> None:
    files = {"vendor/m.safetensors": SAFE, "data/table.npy": b"\x93NUMPY", "a.pth": b"./src\n"}

    assert rows(files) == []


def test_data_that_a_pointer_stands_for_are_a_row_in_a_folder_of_data_alone() -> None:
    assert [row[1:3] for row in rows({"data/a.csv": LFS, "img/a.csv": LFS + b" "})] == [
        ("data/a.csv", "lfs")
    ]


def test_data_files_stay_data_when_their_start_was_read() -> None:
    files = {"data/table.npy": b"\x93NUMPY\0\0", "m.onnx": LFS}
    tree = collect_tree(MemoryObjects(files), repository_id="r", head="")

    assert [(row.path, row.kind) for row in tree.files] == [
        ("data/table.npy", "data"),
        ("m.onnx", "binary"),
    ]
