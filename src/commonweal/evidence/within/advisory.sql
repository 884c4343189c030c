-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Advisories that concern something in use in this part of the portfolio.
select whole_advisory.*
from whole_advisory
semi join exposure using (advisory_id)
