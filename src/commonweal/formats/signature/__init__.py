# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Signatures of git objects: what they say of their key, and whether they fit what they sign."""

from commonweal.formats.signature.read import (
    Signature,
    read_signature,
    signed_commit_parts,
    signed_parts,
)

__all__ = ["Signature", "read_signature", "signed_commit_parts", "signed_parts"]
