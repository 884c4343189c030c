# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""META.json and META.yml of Perl distributions."""

from collections.abc import Iterator

from commonweal.packages.model.package import Package, Reader
from commonweal.packages.reading.decoded import json_object, text_at, yaml_document, yaml_mapping


def read(name: str, content: bytes) -> Iterator[Package]:
    """The distribution that the file describes."""
    is_yaml = name.endswith((".yml", ".yaml"))
    meta = yaml_mapping(yaml_document(content)) if is_yaml else json_object(content, unique=False)
    found, version = text_at(meta, "name"), text_at(meta, "version")
    if found and version:
        yield Package("cpan", found, version)


READERS = (
    Reader(format="cpan", names=("META.json", "META.yml"), start_holds=b"generated_by", read=read),
)
