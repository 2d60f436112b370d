-- With which accounts a person signs in; their tokens stay with the identity provider, so no column could hold one.
-- depends-on: 004
create table auth.oauth_accounts (
  oauth_account_id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users,
  provider text not null,
  provider_account_id text not null,
  provider_email text,
  last_login_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint oauth_accounts_provider_account_once unique (provider, provider_account_id),
  constraint oauth_accounts_provider_form check (provider ~ '^[a-z][a-z0-9_-]{0,49}$'),
  constraint oauth_accounts_provider_account_id_length check (char_length(provider_account_id) between 1 and 255),
  constraint oauth_accounts_provider_email_form check (
    char_length(provider_email) <= 320 and provider_email ~ '^[^@ \t\n\v\f\r]{1,64}@[^@ \t\n\v\f\r]+$'
  )
);

-- The accounts of one person.
create index oauth_accounts_of_user on auth.oauth_accounts (user_id);

create trigger set_updated_at before update on auth.oauth_accounts
for each row execute function ops.set_updated_at();
