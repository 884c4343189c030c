-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Where each subject stands in each standard.
select
  subject_id,
  standard_id,
  met,
  not_met,
  unknown,
  not_applicable,
  level_no,
  score,
  score_most,
  score_coverage,
  score_word
from standing
order by subject_id, standard_id
