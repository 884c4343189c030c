# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""`portfolio.toml`: what an office looks after, written by hand or by `commonweal init`."""

from commonweal.formats.portfolio.definition import (
    Membership,
    Office,
    Organisation,
    People,
    Portfolio,
    Project,
    Repository,
    Settings,
)
from commonweal.formats.portfolio.draft import draft_portfolio
from commonweal.formats.portfolio.kinship import Copy, related
from commonweal.formats.portfolio.naming import repository_ids, title_of
from commonweal.formats.portfolio.read import read_portfolio

__all__ = [
    "Copy",
    "Membership",
    "Office",
    "Organisation",
    "People",
    "Portfolio",
    "Project",
    "Repository",
    "Settings",
    "draft_portfolio",
    "read_portfolio",
    "related",
    "repository_ids",
    "title_of",
]
