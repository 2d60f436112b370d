-- The session store of an Express application, as connect-pg-simple expects it, so it has no other column.
create table public.app_sessions (
  sid varchar not null,
  sess json not null,
  -- With a zone, unlike that library's own table: it compares with to_timestamp(), which would read a bare timestamp
  -- by the zone of whoever asks, and end sessions hours early or late.
  expire timestamp(6) with time zone not null,
  primary key (sid)
);

-- The library's and cleanup's sweep of expired sessions.
create index expired_app_sessions on public.app_sessions (expire);
