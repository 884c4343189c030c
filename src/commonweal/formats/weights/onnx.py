# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""ONNX: what the model says of itself; its tensors' bytes are passed over."""

from commonweal.formats.weights.header import Header, pairs_of, text_of, total_of, values_of
from commonweal.formats.weights.wire import Field, Malformed, fields, varint

_FORMAT = "onnx"
# Fields of ModelProto, GraphProto, TensorProto and the entries of lists, by their numbers.
_IR_VERSION, _PRODUCER, _PRODUCER_VERSION, _DOMAIN, _DOC, _GRAPH, _OPSET, _PROPERTY = (
    1, 2, 3, 4, 6, 7, 8, 14,
)  # fmt: skip
_GRAPH_NAME, _INITIALISER = 2, 5
_DIMENSIONS, _TYPE = 1, 2
_NEWEST_IR = 40
_TYPES = {
    1: "F32", 2: "U8", 3: "I8", 4: "U16", 5: "I16", 6: "I32", 7: "I64", 9: "BOOL", 10: "F16",
    11: "F64", 12: "U32", 13: "U64", 16: "BF16", 17: "F8_E4M3", 19: "F8_E5M2", 21: "U4", 22: "I4",
}  # fmt: skip
_MOST_DIMENSIONS = 64


def is_onnx(start: bytes) -> bool:
    """Tell by the version that comes first; there is no magic word."""
    return len(start) > 2 and start[0] == _IR_VERSION << 3 and 0 < start[1] <= _NEWEST_IR  # noqa: PLR2004  two bytes are looked at


class _Model:
    """What was gathered so far."""

    def __init__(self) -> None:
        self.texts: dict[int, str | None] = {}
        self.graph: str | None = None
        self.properties: dict[str, str] = {}
        self.counts: list[int | None] = []
        self.types: set[str] = set()
        self.opset: int | None = None
        self.is_whole = True


def read_onnx(start: bytes, size: int) -> Header:
    """Read the model as far as its start goes; parameters are told when all of it is there."""
    model, problem = _Model(), ""
    try:
        for field in fields(start, 0, size):
            _take(model, start, field)
            model.is_whole = field.end <= len(start)
    except Malformed:
        # Between two fields or in one: where the start is cut, that is no fault.
        model.is_whole = False
        problem = "" if len(start) < size else "The file is no model, or is damaged."
    producer = " ".join(
        text for key in (_PRODUCER, _PRODUCER_VERSION) if (text := model.texts.get(key))
    )
    known = dict(model.properties)
    if model.opset is not None:
        known["opset"] = str(model.opset)
    return Header(
        _FORMAT,
        parameters=(total_of(model.counts) or None) if model.is_whole else None,
        tensors=len(model.counts) if model.is_whole else None,
        types=tuple(sorted(model.types)),
        name=model.graph,
        producer=producer or None,
        licence=text_of(model.properties.get("license")),
        metadata=pairs_of(known.items()),
        problem=problem,
    )


def _take(model: _Model, start: bytes, field: Field) -> None:
    if field.number in (_PRODUCER, _PRODUCER_VERSION):
        model.texts[field.number] = _text(start, field)
    elif field.number == _GRAPH:
        _take_graph(model, start, field)
    elif field.number == _OPSET:
        inner = {part.number: part for part in fields(start, field.begin, field.end)}
        if 2 in inner and not _text(start, inner.get(1)):  # noqa: PLR2004  domain 1, version 2
            model.opset = inner[2].value
    elif field.number == _PROPERTY:
        inner = {part.number: part for part in fields(start, field.begin, field.end)}
        key, value = (_text(start, inner.get(number)) for number in (1, 2))
        if key and value:
            model.properties[key] = value


def _take_graph(model: _Model, start: bytes, graph: Field) -> None:
    for field in fields(start, graph.begin, graph.end):
        if field.number == _GRAPH_NAME:
            model.graph = _text(start, field)
        elif field.number == _INITIALISER:
            model.counts.append(_values(model, start, field))
        if field.end > len(start):
            return


def _values(model: _Model, start: bytes, tensor: Field) -> int | None:
    """Read a tensor's shape, which stands before its bytes."""
    shape: list[int] = []
    for field in fields(start, tensor.begin, tensor.end):
        if field.number == _DIMENSIONS:
            shape += _dimensions(start, field)
        elif field.number == _TYPE:
            model.types.add(_TYPES.get(field.value, "other"))
        else:
            break
        if len(shape) > _MOST_DIMENSIONS:
            return None
    return values_of(shape)


def _dimensions(start: bytes, field: Field) -> list[int]:
    """Numbers may stand alone or packed together."""
    if field.is_number:
        return [field.value]
    found: list[int] = []
    at = field.begin
    while at < min(field.end, len(start)) and len(found) <= _MOST_DIMENSIONS:
        value, at = varint(start, at, min(field.end, len(start)))
        found.append(value)
    return found


def _text(start: bytes, field: Field | None) -> str | None:
    if field is None:
        return None
    return text_of(start[field.begin : field.end][:2000].decode("utf-8", "replace"))
