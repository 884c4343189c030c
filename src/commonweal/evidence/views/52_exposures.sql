-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- An advisory that concerns what a repository of a subject uses, and what the office says of it.
select
  subject_repositories.subject_id as repository_id,
  exposure.repository_id as home_id,
  exposure.path,
  exposure.line,
  exposure.purl,
  exposure.version,
  exposure.advisory_id,
  exposure.record_id,
  exposure.why,
  exposure.introduced,
  exposure.end_kind,
  exposure.end_version,
  exposure.fixed,
  advisory.kind,
  advisory.summary,
  advisory.level,
  advisory.score,
  advisory.published,
  advisory_answer.status,
  advisory_answer.because,
  advisory_answer.link,
  coalesce(advisory_answer.status not in ('not_affected', 'fixed'), true) as is_open
from exposure
join advisory using (advisory_id)
join subject_repositories using (repository_id)
left join advisory_answer using (repository_id, advisory_id)
