# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""XML from strangers: elements, attributes and text; no document types, no entities."""

from commonweal.syntax.xml.guarded import Element, XmlRefused, read_xml

__all__ = ["Element", "XmlRefused", "read_xml"]
