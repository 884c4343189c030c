# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""Tables as CSV of what no page shows. It is loaded where one of them is printed."""

from commonweal.core.message import message
from commonweal.views.definition import Column, Table, columns

ANSWERS = Table(
    columns(
        Column("subject", message("Id of the project, or portfolio"), lambda row: row.subject_id),
        Column(
            "control", message("Id of the control: standard/control"), lambda row: row.control_id
        ),
        Column(
            "verdict", message("met, not_met, unknown or not_applicable"), lambda row: row.verdict
        ),
        Column("because", message("The reason that a person gave"), lambda row: row.because),
        Column("author", message("Who gave it"), lambda row: row.author),
        Column("link", message("The link that a person gave"), lambda row: row.link),
        Column("stated_at", message("When a person gave it"), lambda row: row.stated_at),
        Column("expires_at", message("Until when it is to hold"), lambda row: row.expires_at),
    ),
    lambda found: found,
)
DATABASES = Table(
    columns(
        Column("database", message("Name of the database"), lambda row: row.name),
        Column("source", message("Where it came from"), lambda row: row.source),
        Column("records", message("How many records it has"), lambda row: row.records),
        Column("as_of", message("When the newest record was changed"), lambda row: row.as_of),
        Column(
            "checked_at",
            message("When its source was last looked at"),
            lambda row: row.checked_at or row.imported_at,
        ),
        Column("not_read", message("Records that could not be read"), lambda row: row.refused),
        Column("not_matched", message("Records that name no version"), lambda row: row.others),
        Column(
            "ecosystems", message("Ecosystems of its records"), lambda row: " ".join(row.ecosystems)
        ),
    ),
    lambda found: found,
)
FINDINGS = Table(
    columns(
        Column("file", message("The file, as it was named or found"), lambda row: row.file),
        Column("kind", message("The kind of file"), lambda row: row.kind),
        Column("ok", message("Whether nothing is wrong in the file"), lambda row: row.ok),
        Column("line", message("The line; empty where it is not known"), lambda row: row.line),
        Column(
            "column", message("The column; empty where it is not known"), lambda row: row.column
        ),
        Column(
            "level", message("How bad it is; empty where nothing is wrong"), lambda row: row.level
        ),
        Column("key", message("What in the file it is about"), lambda row: row.key),
        Column("message", message("What is wrong"), lambda row: row.message),
    ),
    lambda found: found,
)
