-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A file at HEAD; the same content at the same path counts once per subject.
select
  subject_repositories.subject_id as repository_id,
  tree_file.path,
  lower(hex(tree_file.blob_id)) as blob_id,
  min(tree_file.repository_id) as home_id,
  any_value(tree_file.mode) as mode,
  any_value(tree_file.size) as size,
  any_value(tree_file.kind) as kind,
  any_value(tree_file.language) as language,
  any_value(tree_file.lines) as lines,
  any_value(tree_file.spdx) as spdx
from tree_file
join subject_repositories using (repository_id)
group by subject_repositories.subject_id, tree_file.path, tree_file.blob_id
