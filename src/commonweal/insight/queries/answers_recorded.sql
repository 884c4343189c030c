-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- How many answers were ever recorded.
select coalesce(max(ledger_no), 0) as answers
from answer
