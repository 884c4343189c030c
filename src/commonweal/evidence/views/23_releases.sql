-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A version that was released, once per subject and commit: forks share tags. Several tags of
-- one version (v1.2.3 and 1.2.3) are one release, the earliest; what stands before the version
-- names a part with versions of its own (helm/v1.2.3). A tag that marks another moment than a
-- release names a version all the same: it says what was coming, or what was kept.
with named as (
  select
    *,
    lower(left(name, length(name) - length(version))) as before
  from tag
  where version is not null and commit_id is not null
),
parted as (
  select
    *,
    regexp_replace(before, '(^|[/@_.-])((v|ver|version|r|rel|releases?)?[/@._-]*)*$', '') as part
  from named
),
released as (
  select
    repository_id,
    part,
    version,
    arg_min(commit_id, (coalesce(tagged_at, 'infinity'::timestamp), name)) as commit_id,
    min(tagged_at) as tagged_at,
    bool_and(is_prerelease) as is_prerelease,
    bool_or(signature is not null) as is_signed,
    bool_or(is_verified) as is_verified,
    arg_min(signing_key, name) as signing_key
  from parted
  where
    not regexp_matches(
      before, '(^|[^a-z])(code[._-]?freeze|frozen|nightly|backup|bak|before|archived?|wip|tmp|temp)([^a-z]|$)'
    )
    -- Alone these mark a moment; beside other words they may be part of a name.
    and not regexp_full_match(
      part, '((^|[._/-])(freeze|milestone|build|ci|test|testing|devtest|merged?|pre-?merge|daily|sprint|start|end))+'
    )
    and not regexp_matches(
      lower(version), '[._+-](code[._-]?freeze|freeze|nightly|backup|bak|before|(dev)?test[0-9]*|wip|tmp|temp)([^a-z]|$)'
    )
  group by repository_id, part, version
)
select
  subject_repositories.subject_id as repository_id,
  released.version,
  lower(hex(released.commit_id)) as commit_id,
  min(released.tagged_at) as released_at,
  bool_and(released.is_prerelease) as is_prerelease,
  bool_or(released.is_signed) as is_signed,
  -- Both are false where nothing could be tried; one that fits is enough.
  coalesce(bool_or(released.is_verified), false) as is_verified,
  coalesce(not bool_or(released.is_verified), false) as is_broken,
  arg_min(released.signing_key, released.part) as signing_key,
  -- What has versions of its own, such as a chart: empty for the whole.
  min(released.part) as series
from released
join subject_repositories using (repository_id)
group by subject_repositories.subject_id, released.version, released.commit_id
