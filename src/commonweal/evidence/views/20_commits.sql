-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A commit of a subject, with the people behind it. What the office wrote about
-- a person comes before what the address of the commit tells; of several at once
-- the latest is taken, or the commit would count several times.
with person_engagements as (
  select
    person_id,
    list(
      {
        'organisation': organisation,
        'since': coalesce(since, timestamp '0001-01-01'),
        'until': coalesce(until, timestamp '9999-01-01')
      }
      order by since desc nulls last, organisation
    ) as spans
  from affiliation
  where person_key is null
  group by person_id
),
address_engagements as (
  select
    person_key,
    arg_min(organisation, (basis <> 'list', organisation)) as organisation,
    arg_min(basis, (basis <> 'list', organisation)) as basis
  from affiliation
  where person_key is not null
  group by person_key
)
select
  membership.subject_id as repository_id,
  commit.family_id,
  commit.commit_no,
  lower(hex(commit.commit_id)) as commit_id,
  list_transform(commit.parent_ids, lambda parent: lower(hex(parent))) as parent_ids,
  coalesce(author.person_id, commit.author_key::varchar) as person_id,
  coalesce(committer.person_id, commit.committer_key::varchar) as committer_id,
  commit.authored_at,
  commit.author_zone,
  commit.committed_at,
  commit.committer_zone,
  commit.subject,
  commit.is_merge,
  commit.is_boundary,
  commit.is_date_doubtful,
  commit.signature,
  coalesce(author.is_bot, false) as is_bot,
  coalesce(author.reason like 'agent: %', false) as is_agent,
  coalesce(author.reason like 'updater: %', false) as is_updater,
  coalesce(author.reason like 'nobody: %', false) as is_nobody,
  coalesce(committer.is_bot, false) as is_committer_bot,
  coalesce(
    list_filter(
      person_engagements.spans,
      lambda span: commit.committed_at >= span.since and commit.committed_at < span.until
    )[1].organisation,
    address_engagements.organisation
  ) as organisation,
  list_filter(
    person_engagements.spans,
    lambda span: commit.committed_at >= span.since and commit.committed_at < span.until
  )[1].organisation is null
  and address_engagements.basis = 'domain' as is_organisation_guessed
from membership
join commit using (family_id, commit_no)
left join person as author on author.person_key = commit.author_key
left join person as committer on committer.person_key = commit.committer_key
left join person_engagements on person_engagements.person_id = author.person_id
left join address_engagements on address_engagements.person_key = commit.author_key
