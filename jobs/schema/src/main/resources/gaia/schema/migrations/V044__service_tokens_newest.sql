-- A newer token of a service revokes the older one, and a person's flags follow, whoever writes the vault.
-- depends-on: 016, 043
create function auth.revoke_older_service_token() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  -- Two at once queue here, so the later one sees and revokes the earlier.
  perform from auth.users where user_id = new.user_id for no key update;
  update auth.service_tokens
  set revoked_at = now(), revoked_reason = 'replaced'
  where user_id = new.user_id and provider = new.provider and service = new.service and revoked_at is null;
  return new;
end
$$;

create trigger revoke_older before insert on auth.service_tokens
for each row when (new.revoked_at is null) execute function auth.revoke_older_service_token();

create function auth.follow_service_tokens() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  update auth.users u
  set has_google_oauth = connected.google, has_microsoft_oauth = connected.microsoft
  from (
    select
      count(*) filter (where provider = 'google') > 0 as google,
      count(*) filter (where provider = 'microsoft') > 0 as microsoft
    from auth.service_tokens
    where user_id = coalesce(new.user_id, old.user_id) and revoked_at is null
  ) connected
  where u.user_id = coalesce(new.user_id, old.user_id)
    and (u.has_google_oauth, u.has_microsoft_oauth) is distinct from (connected.google, connected.microsoft);
  return null;
end
$$;

create trigger follow_service_tokens after insert or delete or update of revoked_at on auth.service_tokens
for each row execute function auth.follow_service_tokens();
