-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A tag whose name is a version, once per subject and commit: forks share tags.
select
  subject_repositories.subject_id as repository_id,
  tag.version,
  lower(hex(tag.commit_id)) as commit_id,
  min(tag.tagged_at) as released_at,
  bool_and(tag.is_prerelease) as is_prerelease,
  bool_or(tag.signature is not null) as is_signed,
  -- Both are false where nothing could be tried; one that fits is enough.
  coalesce(bool_or(tag.is_verified), false) as is_verified,
  coalesce(not bool_or(tag.is_verified), false) as is_broken,
  arg_min(tag.signing_key, tag.name) as signing_key
from tag
join subject_repositories using (repository_id)
where tag.version is not null and tag.commit_id is not null
group by subject_repositories.subject_id, tag.version, tag.commit_id
