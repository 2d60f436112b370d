-- How long what people wrote is kept is the operator's word alone; without a row it is kept for good.
-- depends-on: 002
create table ops.retention (
  subject text primary key,
  keep interval not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint retention_subject_known check (subject in ('chat_history')),
  constraint retention_keep_floor check (keep >= interval '1 month')
);

create trigger set_updated_at before update on ops.retention
for each row execute function ops.set_updated_at();
