-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Signatures of commits that bring their key, and whether they fit by it.
select
  membership.subject_id as repository_id,
  commit_signature.family_id,
  commit_signature.commit_no,
  commit_signature.kind,
  commit_signature.signing_key,
  commit_signature.is_verified
from membership
join commit_signature using (family_id, commit_no)
