# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Repositories that are small on disk and large for whoever reads them; each has its size."""

import hashlib
import struct
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from tests.gitkit import git, init, lines
from tests.sources.git.hostile import write_object

WHO = b"A <a@b> 1700000000 +0000"


def _commit(
    repository: Path,
    tree: str,
    parents: Iterable[str] = (),
    *,
    author: bytes = WHO,
    message: bytes = b"Change\n",
) -> str:
    head = [b"tree " + tree.encode(), *(b"parent " + parent.encode() for parent in parents)]
    content = b"\n".join([*head, b"author " + author, b"committer " + WHO, b"", message])
    return write_object(repository, b"commit", content)


def _tree(repository: Path, entries: Iterable[tuple[bytes, bytes, str]]) -> str:
    content = b"".join(
        b"%b %b\0%b" % (mode, name, bytes.fromhex(object_id)) for mode, name, object_id in entries
    )
    return write_object(repository, b"tree", content)


def _files(repository: Path, names: Iterable[bytes], content: bytes = b"x = 1\n") -> str:
    blob = write_object(repository, b"blob", content)
    return _tree(repository, ((b"100644", name, blob) for name in names))


def _done(repository: Path, head: str) -> Path:
    git(repository, "update-ref", "refs/heads/main", head)
    return repository


def large_names(path: Path, *, commits: int = 400, size: int = 20_000_000) -> Path:
    """Every author has a name of megabytes, each another one."""
    repository, parents = init(path), list[str]()
    tree = _files(repository, [b"a.py"])
    for number in range(commits):
        author = b"%d " % number + b"a" * size + b" <a@b> 1700000000 +0000"
        parents = [_commit(repository, tree, parents, author=author)]
    return _done(repository, parents[0])


def large_messages(path: Path, *, commits: int = 200, size: int = 30_000_000) -> Path:
    """Every message has megabytes of trailers."""
    repository, parents = init(path), list[str]()
    tree = _files(repository, [b"a.py"])
    block = b"Co-authored-by: Eve <e@x>\n" * (size // 26)
    for number in range(commits):
        message = b"Title %d\n\n" % number + block
        parents = [_commit(repository, tree, parents, message=message)]
    return _done(repository, parents[0])


def nested_trees(path: Path, *, depth: int = 6, width: int = 10, size: int = 60_000) -> Path:
    """Trees that share their children, so that few of them make millions of long paths."""
    repository = init(path)
    tree = _files(repository, [b"a.py"])
    names = [b"%c" % (97 + number) * size for number in range(width)]
    for _ in range(depth):
        tree = _tree(repository, [(b"40000", name, tree) for name in names])
    return _done(repository, _commit(repository, tree))


def long_paths(path: Path, *, files: int = 37_000, size: int = 400) -> Path:
    """Many files, each with a long name."""
    repository = init(path)
    names = [b"%07d" % number + b"n" * (size - 10) + b".py" for number in range(files)]
    return _done(repository, _commit(repository, _files(repository, names)))


def many_files(path: Path, *, files: int = 1_000_000) -> Path:
    """One tree with a million entries."""
    repository = init(path)
    names = (b"%07d" % number for number in range(files))
    return _done(repository, _commit(repository, _files(repository, names)))


def back_and_forth(path: Path, *, commits: int = 300, files: int = 100_000) -> Path:
    """Every commit changes every file."""
    return go_back_and_forth(init(path), commits=commits, files=files)


def go_back_and_forth(repository: Path, *parent: str, commits: int, files: int) -> Path:
    """Add such commits to a history."""
    parents = list(parent)
    names = [b"%07d" % number for number in range(files)]
    trees = [_files(repository, names, content) for content in (b"x = 1\n", b"x = 2\n")]
    for number in range(commits):
        message = b"Change %d\n" % number
        parents = [_commit(repository, trees[number % 2], parents, message=message)]
    return _done(repository, parents[0])


def large_tags(path: Path, *, tags: int = 300, size: int = 20_000_000) -> Path:
    """Tags with megabytes of text."""
    repository = init(path)
    commit = _commit(repository, _files(repository, [b"a.py"]))
    refs = []
    for number in range(tags):
        head = f"object {commit}\ntype commit\ntag v{number}\ntagger A <a@b> 1700000000 +0000\n\n"
        tag = write_object(repository, b"tag", head.encode() + b"t" * size)
        refs.append(f"{tag} refs/tags/v1.{number}\n")
    (repository / "packed-refs").write_text("".join(refs))
    return _done(repository, commit)


def many_parents(path: Path, *, parents: int = 100_000, merges: int = 20) -> Path:
    """Merges of the same commit, over and over."""
    repository = init(path)
    tree = _files(repository, [b"a.py"])
    head = _commit(repository, tree)
    for number in range(merges):
        message = b"Merge %d\n" % number
        head = _commit(repository, tree, [head] * parents, message=message)
    return _done(repository, head)


def delta_bombs(path: Path, *, blobs: int = 40, size: int = 60_000_000) -> Path:
    """A pack of some kilobytes whose deltas make megabytes of each blob."""
    repository = init(path)
    base = lines(6_000)[:0xFFFF]
    entries, names = [_packed(3, base)], []
    for number in range(blobs):
        copies = size // len(base)
        delta = _size(len(base)) + _size(copies * len(base) + 4)
        delta += b"\x04%04d" % number + b"\xb0\xff\xff" * copies
        content = b"%04d" % number + base * copies
        whole = b"blob %d\0" % len(content) + content
        names.append(hashlib.sha1(whole, usedforsecurity=False).hexdigest())
        base_whole = b"blob %d\0" % len(base) + base
        base_id = hashlib.sha1(base_whole, usedforsecurity=False).digest()
        entries.append(_packed(7, delta, base_id))
    pack = b"PACK" + struct.pack(">II", 2, len(entries)) + b"".join(entries)
    pack += hashlib.sha1(pack, usedforsecurity=False).digest()
    git(repository, "index-pack", "--stdin", stdin=pack)
    files = [(b"100644", b"%04d.py" % number, name) for number, name in enumerate(names)]
    return _done(repository, _commit(repository, _tree(repository, files)))


def _packed(kind: int, content: bytes, base: bytes = b"") -> bytes:
    """An entry of a pack: its kind and size in bits, and the content compressed."""
    size, head = len(content), bytearray()
    byte = (kind << 4) | (size & 15)
    size >>= 4
    while size:
        head.append(byte | 128)
        byte, size = size & 127, size >> 7
    head.append(byte)
    return bytes(head) + base + zlib.compress(content)


def _size(number: int) -> bytes:
    """A size as deltas spell it."""
    spelled = bytearray()
    while number > 127:
        spelled.append(number & 127 | 128)
        number >>= 7
    return bytes([*spelled, number])


def slow_texts(path: Path, *, size: int = 900_000) -> Path:
    """Files that are slow to read for patterns and for Unicode."""
    repository = init(path)
    marks = "a\u0316\u0301"
    contents = {
        b"Dockerfile": b"\n" * size,
        b"Gemfile": b"gem 'a'" + b" " * size + b"\n" + b"\n" * size,
        b"Podfile": b"pod" + b" " * size + b"'",
        b"README.md": ("a" + marks[1:] * (size // 4)).encode(),
        b"setup.py": b"setup(" + b"(" * size,
    }
    entries = [
        (b"100644", name, write_object(repository, b"blob", content))
        for name, content in sorted(contents.items())
    ]
    return _done(repository, _commit(repository, _tree(repository, entries)))


BOMBS: Mapping[str, Callable[..., Path]] = {
    made.__name__: made
    for made in (
        large_names,
        large_messages,
        nested_trees,
        long_paths,
        many_files,
        back_and_forth,
        large_tags,
        many_parents,
        delta_bombs,
        slow_texts,
    )
}
