-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- For affected versions, the other package that alone brings them in.
select repository_id, path, purl, version, gateway
from gateway
where gateway <> purl
order by all
