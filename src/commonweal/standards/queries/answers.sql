-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- What people stated last on each control of each subject.
select
  subject_id, standard_id, control_id, verdict, because, link, stated_at, expires_at
from answer
order by all
