-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- What a subject needs; a commit stands for the version where nothing else does. What a
-- repository makes itself it does not take from elsewhere.
select
  needs.home_id,
  needs.path,
  needs.line,
  needs.purl,
  case when needs.version <> '' then needs.version else needs.commit_id end,
  needs.version = '' and needs.commit_id <> '',
  needs.requirement,
  needs.scope,
  needs.is_direct,
  needs.requires,
  needs.licence,
  needs.format in ('cdx', 'spdx') and starts_with(needs.purl, 'pkg:generic/')
from needs
where
  needs.repository_id = $subject
  and not (
    needs.version = '' and needs.commit_id = '' and (needs.home_id, needs.purl) in (
      select own.repository_id, own.purl from provisions as own
    )
  )
order by needs.home_id, needs.path, needs.line, needs.purl, needs.version
