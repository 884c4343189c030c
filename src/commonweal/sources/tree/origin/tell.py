# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Tell, file by file, what is a copy of other people's code and what a program wrote; pure.

To call a project's own code a copy is worse than to miss a copy. So a name needs a sign in
the content beside it, what the project itself provides is never a copy, and neither is what
carries the project's own name or holder in its head.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from commonweal.sources.tree.origin.marks import VERSION, Marks, names, squashed
from commonweal.sources.tree.origin.names import Named, named
from commonweal.sources.tree.origin.rules import copies_by_name, rules

# Kinds of files among which copies are looked for.
LOOKED_AT = frozenset({"code", "test", "generated"})
# Of a file in no known language only a program's word counts, and only among code.
UNCLASSIFIED = frozenset({"other"})
# A word of the project's own that is shorter would be found in anything.
_SHORTEST_WORD = 5
_LONGEST_WORD = 80
# So many different products of one holder, and more than half of all, are the project's own.
_PRODUCTS_OF_OWN = 5
_NAME_NEAR = 60
_SHORTEST_PRODUCT = 3
_LARGE = 200_000
# Nobody writes so much under the name of a library that is no word.
_LARGE_LIBRARY = 30_000
# A banner stands in the first lines.
_BANNER = 1_500


class Home(NamedTuple):
    """What is the project's own: names of its packages, and whom its licence names; squashed."""

    names: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    def provides(self, *products: str) -> bool:
        """Whether the project itself is one of these products."""
        plain = {product.removesuffix("js") or product for product in products if product}
        return not plain.isdisjoint({name.removesuffix("js") or name for name in self.names})

    def is_named_in(self, text: str) -> bool:
        """Whether a text names the project or those who hold its copyright."""
        plain = squashed(text)
        return any(word in plain for word in self.words)


class Seen(NamedTuple):
    """A file as it was seen; without marks where its content was not read."""

    path: str
    kind: str
    size: int
    marks: Marks | None


class FileOrigin(NamedTuple):
    """What a file is, and by which sign."""

    kind: str
    sign: str


def own_words(holders: Iterable[str]) -> frozenset[str]:
    """Words by which a project is known, long enough to mean something."""
    found = (squashed(holder)[:_LONGEST_WORD] for holder in holders)
    return frozenset(word for word in found if len(word) >= _SHORTEST_WORD)


def tell(files: Sequence[Seen], home: Home) -> dict[str, FileOrigin]:
    """Give what is not the project's own, by path; all others stay what their path says."""
    found: dict[str, FileOrigin] = {}
    released: list[tuple[Seen, str]] = []
    for file in files:
        if file.kind not in LOOKED_AT:
            if file.marks and file.marks.written_by:
                found[file.path] = FileOrigin("generated", file.marks.written_by)
            continue
        if origin := _origin_of(file, home):
            found[file.path] = origin
        elif (product := _released(file, home)) is not None:
            released.append((file, product))
    own = _own_holders(released)
    for file, product in released:
        if file.marks and file.marks.holder not in own:
            found[file.path] = FileOrigin("vendored", f"banner of {product}")
    found |= dict(_companions(files, found))
    return found


def _origin_of(file: Seen, home: Home) -> FileOrigin | None:
    lower = file.path.casefold()
    name = lower.rpartition("/")[2]
    marks = file.marks
    if name.rpartition(".")[2] in rules().served:
        this = named(name)
        if (
            this.library
            and not home.provides(this.library, this.core)
            and _is_copy(this, file, home)
        ):
            return FileOrigin("vendored", f"library {this.library}")
        if _is_minified_release(this, name, marks) and not home.provides(this.core):
            return FileOrigin("vendored", "minified, with a version in its name")
    if marks is None:
        return None
    if _is_known_copy(lower, name, marks, home):
        return FileOrigin("vendored", "a file that is often copied")
    if file.kind == "generated":
        return None
    if marks.written_by:
        return FileOrigin("generated", marks.written_by)
    if marks.is_minified:
        return FileOrigin("generated", "long lines")
    return FileOrigin("generated", "built") if _is_built(lower, marks, home) else None


def _is_copy(this: Named, file: Seen, home: Home) -> bool:
    """Tell whether a file with a library's name is that library."""
    marks = file.marks
    if marks is None:
        # Minified by its name, or so large that nobody wrote it by hand under such a name.
        is_large = file.size >= _LARGE and not this.is_word
        return not this.is_part and (file.kind == "generated" or is_large)
    says = names(marks.comments, this.library) and (marks.is_licensed or marks.is_released)
    if this.is_part:
        is_of_others = says and marks.is_licensed and marks.is_released
        return (is_of_others or marks.is_minified) and not home.is_named_in(marks.comments)
    if this.is_word:
        return says
    if file.size >= _LARGE_LIBRARY:
        return True
    return (
        says
        or marks.is_minified
        or marks.is_umd
        or (this.is_versioned and names(marks.comments, this.library))
    )


def _is_minified_release(this: Named, name: str, marks: Marks | None) -> bool:
    """Tell what somebody released: a project's own build needs no version in its name."""
    if not this.is_versioned or "bundle" in name:
        return False
    return ".min." in name or (marks is not None and marks.is_minified)


def _is_known_copy(path: str, name: str, marks: Marks, home: Home) -> bool:
    copies = copies_by_name().get(name, ())
    head = marks.comments.casefold() if copies else ""
    return any(
        f"/{path}".endswith(tuple(f"/{ending}" for ending in copy.names))
        and any(word in head for word in copy.holds)
        and not home.provides(squashed(name.rpartition(".")[0]))
        for copy in copies
    )


def _is_built(path: str, marks: Marks, home: Home) -> bool:
    """Tell what the project built from its own source and released in its tree."""
    folders = path.split("/")[:-1]
    return (
        not rules().folders.built.isdisjoint(folders)
        and path.rpartition(".")[2] in rules().served
        and (marks.is_umd or marks.is_released)
        and any(names(marks.comments, name.removesuffix("js") or name) for name in home.names)
    )


def _released(file: Seen, home: Home) -> str | None:
    """The product whose release a script or style sheet is, by a banner that names it.

    The banner names what the file is called, with a version or a home, and a licence or a
    holder; it names neither the project nor those who hold its copyright.
    """
    name = file.path.rpartition("/")[2].casefold()
    marks = file.marks
    if not marks or name.rpartition(".")[2] not in rules().served or not marks.is_licensed:
        return None
    comments = marks.comments[:_BANNER]
    core = named(name).core.removesuffix("js")
    if core in _NO_PRODUCTS:
        return None
    if len(core) < _SHORTEST_PRODUCT or home.provides(core) or not names(comments, core):
        return None
    if home.is_named_in(marks.comments):
        return None
    return core if _is_release_of(core, comments) else None


# Words that licences have.
_NO_PRODUCTS = frozenset(
    {"version", "license", "licence", "copyright", "code", "file", "source", "software"}
)


def _is_release_of(core: str, comments: str) -> bool:
    """Tell a version near the product's name, or a home on the web that is called like it."""
    for line in comments.split("\n"):
        version = VERSION.search(line)
        if version and names(line[max(0, version.start() - _NAME_NEAR) : version.start()], core):
            return True
        for address in _ADDRESS.findall(line):
            parts = {squashed(part).removesuffix("js") for part in _ADDRESS_PART.split(address)}
            if core in parts:
                return True
    return False


_ADDRESS = re.compile(r"(?:https?|git)://\S{4,200}|\bgithub\.com/\S{3,100}", re.IGNORECASE)
_ADDRESS_PART = re.compile(r"[/#?]|\.(?:com|org|net|io|js|git|dev|html?|me)\b|www\.", re.IGNORECASE)


def _own_holders(released: Iterable[tuple[Seen, str]]) -> frozenset[str]:
    """Holders of so many of the products that they must be the project's own people."""
    products: dict[str, set[str]] = defaultdict(set)
    for file, product in released:
        if file.marks:
            products[file.marks.holder].add(product)
    total = len({product for some in products.values() for product in some})
    return frozenset(
        holder
        for holder, some in products.items()
        if holder and len(some) >= _PRODUCTS_OF_OWN and len(some) * 2 > total
    )


_STYLES = ("css", "less", "scss", "sass")


def _companions(
    files: Iterable[Seen], found: Mapping[str, FileOrigin]
) -> Iterator[tuple[str, FileOrigin]]:
    """Style sheets that are called like a library whose copy was found.

    What only begins with its name may be the project's own use of it.
    """
    copied = {
        named(path.rpartition("/")[2].casefold()).core.removesuffix("js")
        for path, origin in found.items()
        if origin.kind == "vendored"
    }
    for file in files:
        name = file.path.rpartition("/")[2].casefold()
        if file.path in found or file.kind not in LOOKED_AT or not name.endswith(_STYLES):
            continue
        this = named(name)
        if this.library == this.core and this.core.removesuffix("js") in copied:
            yield file.path, FileOrigin("vendored", f"style sheet of library {this.library}")
