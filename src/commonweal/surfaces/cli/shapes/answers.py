# SPDX-FileCopyrightText: 2026 The Commonweal authors
# SPDX-License-Identifier: Apache-2.0
"""What `commonweal answers show --json` prints."""

from datetime import datetime

import msgspec

from commonweal.surfaces.cli.shapes import Printed


class Answer(msgspec.Struct, frozen=True):
    """What a person with authority states.

    subject_id: Id of the project or repository, or portfolio for the office.
    control_id: Id of the control, as standard/control.
    verdict: What is stated.
    because: The reason.
    author: Who states it.
    stated_at: When it was stated.
    link: Where it can be seen; null where no address was given.
    expires_at: Until when it holds; null where no day was given.
    """

    subject_id: str
    control_id: str
    verdict: str
    because: str
    author: str
    stated_at: datetime
    link: str | None
    expires_at: datetime | None


DOCUMENTS = {"answers show": Printed((tuple[Answer, ...],))}
