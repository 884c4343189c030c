-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The same content in repositories of two families: a file of one copied into the other.
-- Small files, licences and what machines make are alike without being copied.
with candidates as (
  select distinct
    repository.family_id,
    tree_file.repository_id,
    tree_file.blob_id,
    tree_file.path,
    tree_file.size
  from tree_file
  join repository using (repository_id)
  where
    tree_file.size > 1024
    and tree_file.kind in ('code', 'test', 'build', 'vendored')
    and not regexp_matches(lower(tree_file.path), '(^|/)(licen[cs]e|copying|notice)[^/]*$')
)
select
  one.repository_id as repository_id,
  other.repository_id as other_id,
  lower(hex(one.blob_id)) as blob_id,
  one.path as path,
  other.path as other_path,
  one.size as size
from candidates as one
join candidates as other
  on other.blob_id = one.blob_id and other.family_id <> one.family_id
