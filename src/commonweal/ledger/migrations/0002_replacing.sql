-- SPDX-FileCopyrightText: 2026 The Commonweal authors
-- SPDX-License-Identifier: Apache-2.0
-- "insert or replace" deletes without asking the trigger on deletes, unless a connection wants it.
create trigger answer_is_never_replaced before insert on answer
when exists (select 1 from answer where answer_no = new.answer_no)
begin
  select raise(abort, 'answers are append-only');
end;
