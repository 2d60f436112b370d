-- What a person used in a month outlives the records that it was added up from.
-- depends-on: 004, 015
create table usage.usage_summaries (
  user_id uuid not null references auth.users,
  month date not null,
  session_count integer not null default 0,
  used_seconds integer not null default 0,
  words_spoken integer not null default 0,
  message_count integer not null default 0,
  estimated_cost numeric(12, 4) not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, month),
  constraint usage_summaries_month_first check (extract(day from month) = 1),
  constraint usage_summaries_counts_positive check (
    session_count >= 0 and used_seconds >= 0 and words_spoken >= 0 and message_count >= 0
  ),
  constraint usage_summaries_estimated_cost_positive check (estimated_cost >= 0)
) with (fillfactor = 80);

-- A month's bill over all people.
create index summaries_of_month on usage.usage_summaries (month);

create trigger set_updated_at before update on usage.usage_summaries
for each row execute function ops.set_updated_at();
