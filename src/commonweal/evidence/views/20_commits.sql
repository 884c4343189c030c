-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- A commit of a subject, with the people behind it. Where a person has several
-- affiliations at once, one is taken, or the commit would count several times:
-- what the office wrote before a guess from the mail domain, then the latest.
with engagements as (
  select
    person_id,
    list(
      {
        'organisation': organisation,
        'since': coalesce(since, timestamp '0001-01-01'),
        'until': coalesce(until, timestamp '9999-01-01')
      }
      order by basis = 'list' desc, since desc nulls last, organisation
    ) as spans
  from affiliation
  group by person_id
)
select
  membership.subject_id as repository_id,
  commit.family_id,
  commit.commit_no,
  lower(hex(commit.commit_id)) as commit_id,
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
  coalesce(committer.is_bot, false) as is_committer_bot,
  list_filter(
    engagements.spans,
    lambda span: commit.committed_at >= span.since and commit.committed_at < span.until
  )[1].organisation as organisation
from membership
join commit using (family_id, commit_no)
left join person as author on author.person_key = commit.author_key
left join person as committer on committer.person_key = commit.committer_key
left join engagements on engagements.person_id = author.person_id
