-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Advisories that concern a subject, and what people said of each.
select distinct
  exposures.advisory_id,
  exposures.status,
  exposures.because,
  exposures.link,
  advisory_answer.stated_at,
  exposures.purl,
  exposures.version,
  exposures.fixed,
  exposures.home_id
from exposures
left join advisory_answer
  on advisory_answer.repository_id = exposures.home_id
  and advisory_answer.advisory_id = exposures.advisory_id
where exposures.repository_id = $subject
order by all
