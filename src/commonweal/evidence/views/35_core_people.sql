-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The people without whom half of a subject's source files would have no author left.
select
  subject_id as repository_id,
  person_id,
  rank,
  files,
  files_left,
  all_files
from core_person
