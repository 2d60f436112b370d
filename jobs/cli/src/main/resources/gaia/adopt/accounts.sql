-- By what each person signs in; the first counts: of a provider that was named, then Auth0's, then the oldest.
with users as materialized (select pg_temp.document(s.*) as r from adopt_auth.users s)
insert into people (kept, id, called)
select distinct on (1) pg_temp.id('user', coalesce(r ->> 'user_id', r ->> 'id')),
  pg_temp.id('user', coalesce(r ->> 'user_id', r ->> 'id')), coalesce(r ->> 'user_id', r ->> 'id')
from users
where coalesce(r ->> 'user_id', r ->> 'id') is not null;

create temporary table accounts on commit drop as
with users as materialized (select pg_temp.document(s.*) as r from adopt_auth.users s),
oauth_accounts as materialized (select pg_temp.document(s.*) as o from adopt_auth.oauth_accounts s),
known as (
  select o ->> 'user_id' as called, lower(o ->> 'provider') as provider,
    coalesce(o ->> 'provider_account_id', o ->> 'provider_user_id', o ->> 'account_id', o ->> 'subject') as subject,
    pg_temp.moment(o ->> 'created_at') as made
  from oauth_accounts
  union all
  select coalesce(r ->> 'user_id', r ->> 'id'), 'auth0',
    coalesce(r ->> 'auth0_id', r ->> 'auth0_user_id', r ->> 'auth0_sub', r ->> 'sub', r ->> 'subject'), null
  from users
), said as (
  select p.kept, p.called, k.provider, k.subject, k.made, i.issuer, i.place, i.provider is null as general
  from known k
  join people p on p.kept = pg_temp.id('user', k.called)
  left join lateral (
    select * from issuers where provider = k.provider or provider is null order by provider nulls last limit 1
  ) i on true
  -- No issuer gives a longer one.
  where char_length(k.subject) between 1 and 255
)
select kept, called, issuer, subject, min(provider) as provider,
  row_number() over (
    partition by kept, issuer is null
    order by bool_and(general), min(place), min(provider) = 'auth0' desc, min(made), subject
  ) as place
from said
group by kept, called, issuer, subject;
analyze people;
analyze accounts
