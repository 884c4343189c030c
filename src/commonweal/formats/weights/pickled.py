# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Pickles, read as a list of instructions: what they would import, and how much they hold.

A pickle is a program. It is never run here: `pickletools` gives its
instructions, and of the values that they push only texts and numbers are kept.
"""

import pickletools
from collections import deque
from typing import Any, NamedTuple

from commonweal.formats.weights.header import total_of

_MOST_STEPS = 150_000
_MOST_IMPORTS = 200
# The older form of PyTorch is five pickles one after the other.
_MOST_PICKLES = 6
_UNKNOWN = "?"
# Instructions that leave what was pushed last where it is.
_NEUTRAL = frozenset({
    "PROTO", "FRAME", "MARK", "TUPLE", "TUPLE1", "TUPLE2", "TUPLE3", "MEMOIZE", "PUT", "BINPUT",
    "LONG_BINPUT",
})  # fmt: skip
_PUTS = frozenset({"PUT", "BINPUT", "LONG_BINPUT"})
_GETS = frozenset({"GET", "BINGET", "LONG_BINGET"})
# What tensors, arrays and plain values need; all else is worth a look.
_SAFE_MODULES = frozenset({"torch", "numpy", "numpy.dtypes"})
_SAFE = frozenset({
    "_codecs.encode", "collections.OrderedDict", "collections.defaultdict", "collections.Counter",
    "builtins.set", "builtins.frozenset", "builtins.dict", "builtins.list", "builtins.tuple",
    "builtins.complex", "builtins.bytearray", "builtins.slice", "builtins.int", "builtins.float",
    "builtins.object", "copyreg._reconstructor", "copy_reg._reconstructor", "__builtin__.object",
    "__builtin__.set", "__builtin__.bytearray", "torch._utils._rebuild_tensor",
    "torch._utils._rebuild_tensor_v2", "torch._utils._rebuild_tensor_v3",
    "torch._utils._rebuild_parameter", "torch._utils._rebuild_parameter_with_state",
    "torch._utils._rebuild_qtensor", "torch._utils._rebuild_sparse_tensor",
    "torch._utils._rebuild_meta_tensor_no_storage", "torch._tensor._rebuild_from_type_v2",
    "torch.nn.parameter.Parameter", "torch.storage._load_from_bytes", "torch.storage.TypedStorage",
    "torch.storage.UntypedStorage", "torch.serialization._get_layout",
    "numpy.core.multiarray._reconstruct", "numpy.core.multiarray.scalar",
    "numpy._core.multiarray._reconstruct", "numpy._core.multiarray.scalar",
    "numpy.core.numeric._frombuffer", "numpy._core.numeric._frombuffer",
    "joblib.numpy_pickle.NumpyArrayWrapper", "joblib.numpy_pickle.NDArrayWrapper",
    "datetime.datetime", "datetime.timedelta", "pathlib.PosixPath", "pathlib.Path",
})  # fmt: skip
_SAFE_IN_TORCH = frozenset({"Size", "device", "dtype", "Tensor"})
_SAFE_IN_NUMPY = frozenset({"ndarray", "dtype", "matrix", "bool_"})


class Pickled(NamedTuple):
    """What the instructions told; `parameters` is None where they do not count storages."""

    imports: tuple[str, ...]
    parameters: int | None
    types: tuple[str, ...]
    is_whole: bool

    @property
    def odd_imports(self) -> tuple[str, ...]:
        """Imports that no tensor or plain value needs."""
        return tuple(import_ for import_ in self.imports if not _is_safe(import_))


def is_pickle(start: bytes) -> bool:
    """Tell by the first instruction: a protocol of two or more."""
    return len(start) > 2 and start[0] == 0x80 and 2 <= start[1] <= 5  # noqa: PLR2004  PROTO and its versions


def read_pickle(content: bytes) -> Pickled:
    """List what a pickle imports; never raises, and stops where the bytes are none."""
    seen = _Seen()
    is_whole = False
    try:
        for _ in range(_MOST_PICKLES):
            end = _follow(seen, content)
            is_whole = end is not None
            content = content[end:] if end else b""
            if not is_pickle(content):
                break
    except _REFUSALS:
        is_whole = False
    counts = seen.storages.values()
    return Pickled(
        tuple(seen.imports),
        total_of(counts) if is_whole and seen.storages and not seen.is_odd else None,
        tuple(sorted(seen.types)),
        is_whole,
    )


# What `pickletools` raises on bytes that are no pickle.
_REFUSALS = (ValueError, OverflowError, IndexError, SyntaxError, TypeError, MemoryError)


class _Seen:
    def __init__(self) -> None:
        self.imports: dict[str, None] = {}
        self.storages: dict[str, int] = {}
        self.types: set[str] = set()
        self.is_odd = False
        self.memo: dict[int, object] = {}
        self.pushed: deque[object] = deque([None] * 8, maxlen=8)
        self.steps = 0


def _follow(seen: _Seen, content: bytes) -> int | None:
    """Follow one pickle; give where the next may begin, None where its end was not reached."""
    seen.memo.clear()
    for operation, argument, position in pickletools.genops(content):
        seen.steps += 1
        if seen.steps > _MOST_STEPS:
            return None
        if operation.name == "STOP":
            return (position or 0) + 1
        _take(seen, operation.name, argument)
    return None


def _take(seen: _Seen, name: str, argument: Any) -> None:
    pushed = seen.pushed
    if name in ("GLOBAL", "INST"):
        _import(seen, str(argument).replace(" ", "."))
    elif name == "STACK_GLOBAL":
        module, member = pushed[-2], pushed[-1]
        known = isinstance(module, str) and isinstance(member, str)
        _import(seen, f"{module}.{member}" if known else _UNKNOWN)
    elif name == "MEMOIZE":
        seen.memo[len(seen.memo)] = pushed[-1]
    elif name in _PUTS:
        seen.memo[int(argument)] = pushed[-1]
    elif name in _GETS:
        pushed.append(seen.memo.get(int(argument)))
    elif name in ("BINPERSID", "PERSID"):
        _store(seen)
    elif name not in _NEUTRAL:
        pushed.append(argument if isinstance(argument, str | int) else None)


def _import(seen: _Seen, name: str) -> None:
    if len(seen.imports) < _MOST_IMPORTS:
        seen.imports[name[:200]] = None
    module, _, member = name.rpartition(".")
    if module.startswith("torch") and member.endswith("Storage"):
        seen.types.add(member.removesuffix("Storage"))
    seen.pushed.append(_IMPORTED)


_IMPORTED = object()


def _store(seen: _Seen) -> None:
    """Count a storage of PyTorch: its key, place and number of values were pushed last."""
    key, place, values = list(seen.pushed)[-3:]
    if isinstance(key, str) and isinstance(place, str) and isinstance(values, int) and values >= 0:
        seen.storages[key] = values
    elif isinstance(key, str) or isinstance(place, str):
        seen.is_odd = True
    seen.pushed.append(None)


def _is_safe(name: str) -> bool:
    module, _, member = name.rpartition(".")
    if name in _SAFE:
        return True
    if module not in _SAFE_MODULES:
        return False
    if module == "torch":
        is_type = member.islower() and member.rstrip("0123456789") in _TORCH_TYPES
        return is_type or member in _SAFE_IN_TORCH or member.endswith(("Storage", "Tensor"))
    return module == "numpy.dtypes" or member in _SAFE_IN_NUMPY


_TORCH_TYPES = frozenset(
    {"float", "bfloat", "int", "uint", "bool", "half", "double", "long", "qint", "quint"}
)
