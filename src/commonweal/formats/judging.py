# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What a file judge is: a folder with a `judge.py` that offers `JUDGE`."""

import functools
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from commonweal.formats.units import units_of


class Judge(msgspec.Struct, frozen=True):
    """Judges single files of one kind; pure, and never raises on foreign content.

    `recognises` is asked with the file's name (no folders) and its first 4 KiB.
    `judge` is given the name and the whole content, and gives the keys of the
    answer besides `file` and `kind`; `ok` is among them. `order` says who is
    asked first where several could recognise a file: lower goes first. Kinds that
    need only a file's start offer `judge_start`: it is given the name, at most
    1 MiB and the whole size, and the file may be of any size. Kinds of several
    formats name them, and offer `judge_as`: it is told the file's format as well.
    """

    kind: str
    recognises: Callable[[str, bytes], bool]
    judge: Callable[[str, bytes], Mapping[str, Any]]
    order: int = 100
    judge_start: Callable[[str, bytes, int], Mapping[str, Any]] | None = None
    judge_as: Callable[[str, bytes, str], Mapping[str, Any]] | None = None
    formats: Callable[[], Collection[str]] = tuple


@functools.cache
def judges() -> MappingProxyType[str, Judge]:
    """All judges by kind, in the order in which they are asked."""
    found = [module.JUDGE for module in units_of("judge")]
    ordered = sorted(found, key=lambda judge: (judge.order, judge.kind))
    return MappingProxyType({judge.kind: judge for judge in ordered})


def judge_of(name: str, start: bytes) -> Judge | None:
    """The judge for a file, by its name and first bytes; None where nobody knows it."""
    return next((judge for judge in judges().values() if judge.recognises(name, start)), None)
