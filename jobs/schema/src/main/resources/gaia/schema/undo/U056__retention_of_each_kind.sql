-- Only what is said of the chat is kept; of all else nobody can speak any more.
drop function ops.keep(text);
delete from ops.retention where subject <> 'chat_history';
alter table ops.retention
  drop constraint retention_keep_ceiling,
  drop constraint retention_keep_floor,
  drop constraint retention_subject_known,
  add constraint retention_subject_known check (subject in ('chat_history')),
  add constraint retention_keep_floor check (keep >= interval '1 month');
