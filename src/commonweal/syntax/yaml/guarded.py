# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""A YAML reader made of parser events, so that no bomb is ever unfolded and no object made.

The parser (libyaml) only gives events; values are put together here, without
recursion. An alias shares the value of its anchor, and what the document would
hold with every alias and merge written out is counted before it can happen.
"""

from typing import Any, NamedTuple

import yaml

from commonweal.syntax.yaml.document import Document, Duplicate, Node, YamlRefused
from commonweal.syntax.yaml.scalars import (
    MAPPING_TAGS,
    SEQUENCE_TAGS,
    TAGGED,
    Scalar,
    Version,
    resolve,
)

SIZE_LIMIT = 1024 * 1024
DEPTH_LIMIT = 100
# What a document may hold with all aliases and merges written out.
EXPANDED_VALUES_LIMIT = 600_000
EXPANDED_LENGTH_LIMIT = 4 * 1024 * 1024
MERGED_KEYS_LIMIT = 20_000

_MERGE = "<<"
_BYTE_ORDER_MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
# The pure Python twin reads the same, only slower.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Key(NamedTuple):
    text: str
    line: int
    column: int
    is_merge: bool


class _Open:
    """A list or mapping whose end has not been read yet."""

    __slots__ = ("anchor", "key", "merged", "node")

    def __init__(self, node: Node, anchor: str | None) -> None:
        self.node, self.anchor = node, anchor
        self.key: _Key | None = None
        self.merged: list[Node] = []


def read_yaml(
    content: bytes,
    *,
    version: Version = "1.2",
    merge: bool = False,
    unique: bool = False,
    size_limit: int = SIZE_LIMIT,
    values_limit: int = EXPANDED_VALUES_LIMIT,
) -> Document:
    """Read one foreign YAML document; every failure is a `YamlRefused`.

    Keys are always text. `merge` follows `<<`; with `unique` a key that stands
    twice is refused, else it is listed in `duplicates` and the later one counts.
    """
    text = _decoded(content, size_limit)
    length_limit = max(EXPANDED_LENGTH_LIMIT, size_limit)
    builder = _Builder(version, (values_limit, length_limit), merges=merge)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = _plainly(error.problem or error.context or "this cannot be read")
        raise YamlRefused(what, *_position(mark)) from error
    except yaml.YAMLError as error:
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        raise YamlRefused("a character is not allowed in YAML", line, 1) from error
    document = builder.document()
    if unique and document.duplicates:
        first = document.duplicates[0]
        raise YamlRefused(f"the key {first.key!r} stands twice", first.line, first.column)
    return document


def _decoded(content: bytes, size_limit: int) -> str:
    if len(content) > size_limit:
        raise YamlRefused(f"the file has {len(content):,} bytes; at most {size_limit:,} are read")
    for mark, name in _BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            raise YamlRefused(f"the file is {name}, not UTF-8 text", 1, 1)
    try:
        text = content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        raise YamlRefused("the file is not UTF-8 text", line, column) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise YamlRefused("the file holds NUL characters, so it is no text", line, 1)
    return text


def _position(mark: Any) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark is not None else (0, 0)


def _plainly(what: str) -> str:
    return what[:1].lower() + what[1:]


class _Builder:
    """Puts values together from events; the stack is a list, so depth costs no recursion."""

    def __init__(self, version: Version, limits: tuple[int, int], *, merges: bool) -> None:
        self._version = version
        self._values_limit, self._length_limit = limits
        self._merges = merges
        self._root: Node | None = None
        self._stack: list[_Open] = []
        self._anchors: dict[str, Node | None] = {}
        self._duplicates: list[Duplicate] = []
        self._merged_keys = 0

    def document(self) -> Document:
        """Give what was read; an empty text is a document whose value is None."""
        return Document(self._root or Node(None, 1, 1), tuple(self._duplicates))

    def take(self, event: yaml.Event) -> None:
        """Take the next event."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end()
        elif isinstance(event, yaml.DocumentStartEvent) and self._root is not None:
            raise YamlRefused("the file holds more than one document", *_position(event.start_mark))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        position = _position(event.start_mark)
        value = self._value_of(event, position)
        node = Node(value, *position, event.value)
        if event.anchor:
            self._anchors[event.anchor] = node
        is_merge = event.value == _MERGE and event.implicit[0]
        self._add(node, position, is_merge=is_merge and self._merges)

    def _value_of(self, event: yaml.ScalarEvent, position: tuple[int, int]) -> Scalar:
        if event.tag is None:
            is_plain = event.implicit[0]
            return resolve(event.value, self._version) if is_plain else str(event.value)
        convert = TAGGED.get(event.tag)
        if convert is None:
            raise YamlRefused(f"the tag {event.tag[:80]} is not read", *position)
        try:
            return convert(event.value)
        except ValueError as error:
            raise YamlRefused(f"the value does not fit its tag {event.tag}", *position) from error

    def _alias(self, event: yaml.AliasEvent) -> None:
        position = _position(event.start_mark)
        name = str(event.anchor)
        if name not in self._anchors:
            raise YamlRefused(f"the alias {name[:80]!r} has no anchor", *position)
        node = self._anchors[name]
        if node is None:
            raise YamlRefused(f"the alias {name[:80]!r} holds itself", *position)
        self._add(node, position, is_merge=False)

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        position = _position(event.start_mark)
        if len(self._stack) >= DEPTH_LIMIT:
            raise YamlRefused(f"values are nested deeper than {DEPTH_LIMIT}", *position)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        if event.tag is not None and event.tag not in (
            MAPPING_TAGS if is_mapping else SEQUENCE_TAGS
        ):
            raise YamlRefused(f"the tag {event.tag[:80]} is not read", *position)
        top = self._stack[-1] if self._stack else None
        if top is not None and isinstance(top.node.value, dict) and top.key is None:
            raise YamlRefused("a key must be text, not a list or mapping", *position)
        if event.anchor:
            self._anchors[event.anchor] = None
        self._stack.append(_Open(Node({} if is_mapping else [], *position), event.anchor))

    def _end(self) -> None:
        opened = self._stack.pop()
        if opened.merged:
            self._merge(opened)
        if opened.anchor:
            self._anchors[opened.anchor] = opened.node
        self._add(opened.node, (opened.node.line, opened.node.column), is_merge=False)

    def _add(self, node: Node, position: tuple[int, int], *, is_merge: bool) -> None:
        if not self._stack:
            self._root = node
            return
        top = self._stack[-1]
        if isinstance(top.node.value, list):
            index = len(top.node.value)
            top.node.value.append(node.value)
            self._attach(top.node, index, node, position)
        elif top.key is None:
            if node.text is None:
                raise YamlRefused("a key must be text, not a list or mapping", *position)
            top.key = _Key(node.text, *position, is_merge)
        elif top.key.is_merge:
            self._note_merge(top, node, position)
        else:
            self._set(top, top.key, node)

    def _set(self, top: _Open, key: _Key, node: Node) -> None:
        if key.text in top.node.value:
            self._duplicates.append(Duplicate(key.text, key.line, key.column))
        top.node.value[key.text] = node.value
        self._attach(top.node, key.text, node, (key.line, key.column))
        top.key = None

    def _attach(
        self, parent: Node, part: str | int, child: Node, position: tuple[int, int]
    ) -> None:
        parent.children[part] = child
        parent.keys[part] = position
        parent.count += child.count
        parent.length += child.length
        if parent.count > self._values_limit or parent.length > self._length_limit:
            raise YamlRefused(
                "the file holds more values than are read, aliases unfolded", *position
            )

    def _note_merge(self, top: _Open, node: Node, position: tuple[int, int]) -> None:
        top.key = None
        sources = list(node.children.values()) if isinstance(node.value, list) else [node]
        if not all(isinstance(source.value, dict) for source in sources):
            raise YamlRefused("'<<' takes a mapping or a list of mappings", *position)
        top.merged.extend(sources)
        self._merged_keys += sum(len(source.value) for source in sources)
        if self._merged_keys > MERGED_KEYS_LIMIT:
            raise YamlRefused("merge keys unfold to more than is read", *position)

    def _merge(self, opened: _Open) -> None:
        """Take over what the mapping does not hold itself; the first source wins."""
        for source in opened.merged:
            for part, child in source.children.items():
                if part not in opened.node.value:
                    opened.node.value[part] = child.value
                    self._attach(opened.node, part, child, source.keys[part])
