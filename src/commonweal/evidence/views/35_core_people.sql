-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The people without whom half of a subject's source files would have no author left.
select
  core_person.subject_id as repository_id,
  core_person.person_id,
  core_person.rank,
  core_person.files,
  core_person.files_left,
  core_person.all_files,
  core_person.committed_at,
  core_person.organisation,
  core_person.others_at
from core_person
