-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- One repository needs what another one provides, with the place that says so.
select
  package_edge.needing_id,
  package_edge.providing_id,
  package_edge.purl,
  package_edge.name,
  package_edge.version,
  package_edge.requirement,
  package_edge.scope,
  package_edge.path,
  package_edge.line,
  package_edge.is_locked
from package_edge
