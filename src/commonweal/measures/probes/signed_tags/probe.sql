-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- The newest ten, because habits change. That a signature fits the key which it names
-- says nothing of whose key that is; the project's own list of signers does.
with recent as (
  select repository_id, is_signed, is_verified, is_broken, signing_key
  from releases
  qualify
    row_number() over (partition by repository_id order by released_at desc, version desc, commit_id) <= 10
),
line as (
  select repository_id, unnest(string_split(text, chr(10))) as text
  from documents
  where kind = 'allowed_signers' and repository_id = home_id
),
signer as (
  select distinct
    repository_id,
    regexp_extract(
      text, '(?:ssh-|ecdsa-sha2-)[a-z0-9-]+(?:@openssh\.com)?[ \t]+([A-Za-z0-9+/]{40,}={0,2})', 1
    ) as signing_key
  from line
  where
    not starts_with(ltrim(text), '#')
    and not contains(text, 'cert-authority')
    and (not contains(text, 'namespaces=') or regexp_matches(text, 'namespaces="(?:[^"]*,)?git[,"]'))
),
counted as (
  select
    recent.repository_id,
    count(*) as releases,
    count(*) filter (where not is_signed) as unsigned,
    count(*) filter (where is_verified) as verified,
    count(*) filter (where is_broken) as broken,
    count(signer.signing_key) filter (where is_verified) as listed
  from recent
  left join signer using (repository_id, signing_key)
  group by recent.repository_id
),
told as (
  select
    *,
    case
      when broken > 0 then 'broken'
      when unsigned > 0 then 'unsigned'
      else 'signed'
    end as reason
  from counted
)
select
  repositories.repository_id,
  case
    when told.reason is null then 'not_applicable'
    when told.reason = 'signed' then 'true'
    else 'false'
  end as outcome,
  coalesce(told.reason, 'no_release') as reason,
  told.releases,
  case when told.reason = 'unsigned' then told.unsigned end as unsigned,
  case when told.reason = 'broken' then told.broken end as broken,
  case when told.reason = 'signed' then told.verified end as verified,
  case when told.reason = 'signed' then told.listed end as listed
from repositories
left join told using (repository_id)
where repositories.repository_id = repositories.home_id
order by repositories.repository_id
