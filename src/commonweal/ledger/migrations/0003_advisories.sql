-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- Answers on advisories use the words of VEX. A check cannot be changed: the rows move over.
drop view current_answer;
drop trigger answer_is_never_changed;
drop trigger answer_is_never_deleted;
drop trigger answer_is_never_replaced;
drop index answer_by_control;
alter table answer rename to answer_before;

create table answer (
  answer_no integer primary key,
  subject_id text not null,
  control_id text not null,
  verdict text not null check (
    case
      when control_id like 'advisory/%'
        then verdict in ('not_affected', 'affected', 'fixed', 'under_investigation')
      else verdict in ('met', 'not_met', 'unknown', 'not_applicable')
    end
  ),
  because text not null check (because <> ''),
  author text not null,
  stated_at text not null,
  link text,
  expires_at text
) strict;

insert into answer select * from answer_before;
drop table answer_before;

create index answer_by_control on answer (subject_id, control_id, answer_no);

create trigger answer_is_never_changed before update on answer
begin
  select raise(abort, 'answers are append-only');
end;

create trigger answer_is_never_deleted before delete on answer
begin
  select raise(abort, 'answers are append-only');
end;

create trigger answer_is_never_replaced before insert on answer
when exists (select 1 from answer where answer_no = new.answer_no)
begin
  select raise(abort, 'answers are append-only');
end;

create view current_answer as
select * from answer
where answer_no in (select max(answer_no) from answer group by subject_id, control_id);
