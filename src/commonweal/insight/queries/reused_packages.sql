-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Who uses whom inside the portfolio, and the line that says so.
select
  needing.entry_id as needing,
  providing.entry_id as providing,
  arg_min(package_edges.name, (is_locked, path, line)) as name,
  max(version) as version,
  arg_min(scope, (is_locked, path, line)) as scope,
  arg_min(path, (is_locked, path, line)) as first_path,
  arg_min(line, (is_locked, path, line)) as first_line,
  arg_min(repository.origin, (is_locked, path, line)) as origin,
  arg_min(repository.head_commit, (is_locked, path, line)) as head_commit,
  count(*) as places,
  purl
from package_edges
join entries as needing on needing.repository_id = package_edges.needing_id
join entries as providing on providing.repository_id = package_edges.providing_id
join repository on repository.repository_id = package_edges.needing_id
where needing.entry_id <> providing.entry_id
group by needing.entry_id, providing.entry_id, purl
order by 2, 1, 3, purl
