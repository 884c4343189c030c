-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Answers are only ever added; the newest one of a subject and control holds.
create table answer (
  answer_no integer primary key,
  subject_id text not null,
  control_id text not null,
  verdict text not null check (verdict in ('met', 'not_met', 'unknown', 'not_applicable')),
  because text not null check (because <> ''),
  author text not null,
  stated_at text not null,
  link text,
  expires_at text
) strict;

create index answer_by_control on answer (subject_id, control_id, answer_no);

create trigger answer_is_never_changed before update on answer
begin
  select raise(abort, 'answers are append-only');
end;

create trigger answer_is_never_deleted before delete on answer
begin
  select raise(abort, 'answers are append-only');
end;

create view current_answer as
select * from answer
where answer_no in (select max(answer_no) from answer group by subject_id, control_id)
