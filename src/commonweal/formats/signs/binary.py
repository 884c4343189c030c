# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""See that a file is a program made from source that nobody can read in it."""

LOOKED_AT = 1024
# The last bytes of what is looked at may be the half of a character.
_LONGEST_CHARACTER = 4
_CONTROL = bytes(sorted({*range(0x20)} - {0x09, 0x0A, 0x0D}))

_ENDINGS = frozenset(
    {
        "a", "bundle", "class", "crx", "deb", "dex", "dey", "dll", "drv", "dylib", "efi", "elf",
        "exe", "iso", "jar", "lib", "macho", "msi", "o", "ocx", "par", "pyc", "pyo", "rpm", "so",
        "wasm", "whl",
    }
)  # fmt: skip
# How the formats begin, with the least length of a file that is one.
_BEGINNINGS = (
    (b"\x7fELF", 53, "elf"),
    (b"MZ", 2, "exe"),
    (b"\xfe\xed\xfa\xcf", 4, "macho"),
    (b"\xfe\xed\xfa\xce", 4, "macho"),
    (b"\xcf\xfa\xed\xfe", 4, "macho"),
    (b"\xce\xfa\xed\xfe", 4, "macho"),
    (b"\xbe\xba\xfe\xca", 4, "macho"),
    (b"\xca\xfe\xba\xbe", 4, "macho"),
    (b"\xed\xab\xee\xdb", 97, "rpm"),
    (b"!<arch>\ndebian-binary", 21, "deb"),
    (b"Cr24", 4, "crx"),
    (b"\x00asm\x01\x00\x00\x00", 8, "wasm"),
    (b"dex\n", 37, "dex"),
    (b"dey\n", 101, "dey"),
)


def binary_type(path: str, content: bytes) -> str | None:
    """Give the type of a program by its first bytes, else by its ending; None for others."""
    start = content[:LOOKED_AT]
    for beginning, least, type_ in _BEGINNINGS:
        if start.startswith(beginning) and len(start) >= least:
            return type_
    name = path.rpartition("/")[2]
    ending = name.rpartition(".")[2] if "." in name else ""
    return ending if ending in _ENDINGS and not _is_text(start) else None


def _is_text(start: bytes) -> bool:
    """Tell text by the control characters that it does not hold."""
    judged = start[: max(0, len(start) - _LONGEST_CHARACTER + 1)]
    return len(judged.translate(None, _CONTROL)) == len(judged)


def is_test_data(path: str) -> bool:
    """Tell files that are there to be read by tests, which no build takes in."""
    return "/testdata/" in f"/{path}" or "/src/test/" in f"/{path}"
