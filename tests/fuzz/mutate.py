# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: E501  fragments stand as many to a line as go
"""Make bad input from good: the same random state gives the same bytes, always."""

from collections.abc import Callable, Sequence
from random import Random

# Mutants grow by doubling; what is larger than this tells nothing more.
MOST_BYTES = 256 * 1024

# Fragments on which parsers stumble: openers without end, quotes, references, odd characters.
_FRAGMENTS = (
    b"[", b"{", b"(", b"<", b"&a ", b"*a", b"<<: *a\n", b"- ", b": ", b"? ", b"!!python/object:os ",
    b"!!binary x", b"|\n ", b">-\n ", b"'", b'"', b'"""', b"'''", b"```\n", b"`", b"#", b"\\", b"$(",
    b"${", b"<<EOF\n", b"<!--", b"<![CDATA[", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"%s", b"{0}",
    b"\0", b"\r", b"\r\n", b"\n\n", b"\t", b"\x0b\x0c", b"\x1b[31m", b"\x7f", b"\x80", b"\xc3", b"\xff\xfe",
    b"\xef\xbb\xbf", b"\xed\xa0\x80", "\u2028".encode(), "\u202e".encode(), "\u0130".encode(),
    "\U0001f600".encode(), "e\u0301".encode() * 9, b"1e999999", b"-0", b"9" * 400, b"0x", b"1_000", b"nan",
    b"2024-99-99", b"9999-12-31", b"null", b"true", b"://", b"http://[", b"https://a:99999/", b"a@b",
    b"../../", b"AND OR WITH", b"((((", b"SPDX-License-" b"Identifier: ", b"---\n", b"...\n", b"%YAML 9.9\n",
)  # fmt: skip
_ENCODINGS = ("utf-16", "utf-32", "utf-8-sig", "cp037", "utf-7")
_DEEP = ((b"[", b"]"), (b"{a: ", b"}"), (b'{"a":', b"}"), (b"(", b")"), (b"<a>", b"</a>"))

Change = Callable[[Random, bytes], bytes]


def mutate(random: Random, content: bytes, others: Sequence[bytes] = ()) -> bytes:
    """Change content in one to four ways; `others` are what it may be spliced with."""
    for _ in range(random.randint(1, 4)):
        change = random.choice(_CHANGES)
        content = change(random, content)[:MOST_BYTES]
        if others and random.random() < 0.1:
            other = random.choice(others)
            content = content[: _at(random, content)] + other[_at(random, other) :]
    return content[:MOST_BYTES]


def _at(random: Random, content: bytes) -> int:
    return random.randint(0, len(content))


def _piece(random: Random, content: bytes) -> tuple[int, int]:
    start = _at(random, content)
    return start, min(len(content), start + random.choice((1, 4, 16, 64, 256, 4096)))


def _flip(random: Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 8))):
        if changed:
            changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _random_byte(random: Random, content: bytes) -> bytes:
    at = _at(random, content)
    return content[:at] + bytes([random.randrange(256)]) + content[at + 1 :]


def _cut(random: Random, content: bytes) -> bytes:
    return content[: _at(random, content)]


def _remove(random: Random, content: bytes) -> bytes:
    start, end = _piece(random, content)
    return content[:start] + content[end:]


def _repeat(random: Random, content: bytes) -> bytes:
    start, end = _piece(random, content)
    times = min(random.choice((1, 2, 10, 1000)), MOST_BYTES // max(1, end - start))
    return content[:end] + content[start:end] * times + content[end:]


def _repeat_line(random: Random, content: bytes) -> bytes:
    rows = content.splitlines(keepends=True) or [b"\n"]
    row = random.choice(rows)
    times = min(random.choice((1, 3, 100, 5000)), MOST_BYTES // max(1, len(row)))
    at = random.randint(0, len(rows))
    return b"".join([*rows[:at], row * times, *rows[at:]])


def _shuffle_lines(random: Random, content: bytes) -> bytes:
    rows = content.splitlines(keepends=True)
    random.shuffle(rows)
    return b"".join(rows)


def _indent(random: Random, content: bytes) -> bytes:
    rows = content.splitlines(keepends=True)
    at = random.randint(0, len(rows))
    return b"".join(
        [*rows[:at], *(random.choice((b" ", b"\t", b"    ")) + row for row in rows[at:])]
    )


def _insert(random: Random, content: bytes) -> bytes:
    at = _at(random, content)
    fragment = random.choice(_FRAGMENTS) * random.choice((1, 1, 1, 3, 50, 2000))
    return content[:at] + fragment + content[at:]


def _nest(random: Random, content: bytes) -> bytes:
    start, end = _piece(random, content)
    opening, closing = random.choice(_DEEP)
    depth = random.choice((3, 50, 500, 10_000))
    closed = closing * (depth if random.random() < 0.8 else 0)
    return content[:start] + opening * depth + content[start:end] + closed + content[end:]


def _one_line(random: Random, content: bytes) -> bytes:
    joint = random.choice((b"", b" ", b": ", b"\t"))
    return content.replace(b"\n", joint) * random.choice((1, 1, 100))


def _encode(random: Random, content: bytes) -> bytes:
    return content.decode("utf-8", "replace").encode(random.choice(_ENCODINGS), "replace")


def _case(random: Random, content: bytes) -> bytes:
    start, end = _piece(random, content)
    return content[:start] + content[start:end].swapcase() + content[end:]


def _swap_number(random: Random, content: bytes) -> bytes:
    """Put an extreme where a length may stand, in the byte orders that are in use."""
    at, width = _at(random, content), random.choice((2, 4, 8))
    number = random.choice((0, 1, 2 ** (8 * width - 1) - 1, 2 ** (8 * width) - 1, len(content)))
    order = random.choice(("little", "big"))
    spelled = int(number % 2 ** (8 * width)).to_bytes(width, "big")
    return content[:at] + (spelled if order == "big" else spelled[::-1]) + content[at + width :]


_CHANGES: tuple[Change, ...] = (
    _flip, _random_byte, _cut, _remove, _repeat, _repeat_line, _shuffle_lines, _indent, _insert, _insert,
    _nest, _one_line, _encode, _case, _swap_number,
)  # fmt: skip
