-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Records that concern something, each once.
select record_id, aliases, kind, summary, published, modified, level, score, vector, links
from advisory_record
where record_id in (select record_id from advisory_match) and withdrawn is null
qualify row_number() over (
  partition by record_id order by modified desc nulls last, source
) = 1
order by record_id
