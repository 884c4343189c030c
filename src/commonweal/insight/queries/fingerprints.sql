-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A digest of the rows of each subject in one table. The names of the table and of its columns
-- are put in, because they cannot be bound; they come from the definitions of the evidence.
select
  {owner} as owner_id,
  count(*)::varchar || '-' || sum(hash({columns}))::varchar
    || '-' || bit_xor(hash({columns}, 'x'))::varchar as digest
from {table}
group by {owner}
order by {owner}
