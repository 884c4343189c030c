# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""An XML reader that refuses document types, so that no entity can ever unfold."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

SIZE_LIMIT = 4 * 1024 * 1024
DEPTH_LIMIT = 100
ELEMENTS_LIMIT = 200_000


class XmlRefused(Exception):
    """The text is no XML, or none that is safe; line from 1, 0 where unknown."""

    def __init__(self, what: str, line: int = 0) -> None:
        super().__init__(what)
        self.what, self.line = what, line


@dataclass(slots=True)
class Element:
    """An element: its name without a namespace, what it holds, and its line."""

    name: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Element]" = field(default_factory=list)
    text: str = ""

    def named(self, name: str) -> "Iterator[Element]":
        """Children of a name."""
        return (child for child in self.children if child.name == name)


def read_xml(content: bytes, *, size_limit: int = SIZE_LIMIT) -> Element:
    """Read a foreign XML document and give its root; every failure is an `XmlRefused`."""
    if len(content) > size_limit:
        raise XmlRefused(f"the file has {len(content):,} bytes; at most {size_limit:,} are read")
    builder = _Builder()
    try:
        builder.parser.Parse(content, True)  # noqa: FBT003  its shape
    except expat.ExpatError as error:
        raise XmlRefused(expat.ErrorString(error.code), error.lineno) from error
    except (ValueError, LookupError) as error:
        raise XmlRefused(f"the text cannot be decoded: {error}", 1) from error
    if builder.root is None:
        raise XmlRefused("the file holds no element", 1)
    return builder.root


class _Builder:
    """Puts elements together as the parser reports them."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.root: Element | None = None
        self._stack: list[Element] = []
        self._count = 0

    def _line(self) -> int:
        return self.parser.CurrentLineNumber

    def _refuse(self, *_: object) -> None:
        raise XmlRefused("a document type is not read", self._line())

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._stack) >= DEPTH_LIMIT or self._count > ELEMENTS_LIMIT:
            raise XmlRefused("there are more elements than are read", self._line())
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = Element(name.rpartition(" ")[2], self._line(), plain)
        if self._stack:
            self._stack[-1].children.append(element)
        else:
            self.root = element
        self._stack.append(element)

    def _end(self, _: str) -> None:
        self._stack.pop()

    def _text(self, text: str) -> None:
        self._stack[-1].text += text
