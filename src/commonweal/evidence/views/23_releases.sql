-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A tag whose name is a version, once per subject and commit: forks share tags.
select
  subject_repositories.subject_id as repository_id,
  tag.version,
  lower(hex(tag.commit_id)) as commit_id,
  min(tag.tagged_at) as released_at,
  bool_and(tag.is_prerelease) as is_prerelease,
  bool_or(tag.signature is not null) as is_signed
from tag
join subject_repositories using (repository_id)
where tag.version is not null and tag.commit_id is not null
group by subject_repositories.subject_id, tag.version, tag.commit_id
