-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A digest of the verdicts of each standard, whoever they are on.
select
  standard_id,
  count(*)::varchar || '-' || sum(hash(subject_id, control_id, verdict))::varchar
    || '-' || bit_xor(hash(subject_id, control_id, verdict, 'x'))::varchar as digest
from verdict
group by standard_id
order by standard_id
