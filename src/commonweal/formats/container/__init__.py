# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Recipes for containers (Dockerfile, Containerfile): their base images and what they run."""

from commonweal.formats.container.images import Image, images
from commonweal.formats.container.read import (
    Instruction,
    holds_more_than_comments,
    instructions,
    is_container_file,
    is_template,
)
from commonweal.formats.container.uses import ContainerUses, container_uses

__all__ = [
    "ContainerUses",
    "Image",
    "Instruction",
    "container_uses",
    "holds_more_than_comments",
    "images",
    "instructions",
    "is_container_file",
    "is_template",
]
