-- Each use is a row of its own, so the same person never takes two uses of one invite.
create table public.campaign_session_invite_uses (
  invite_id uuid not null references public.campaign_session_invites on delete cascade,
  user_id uuid not null,
  use_number integer not null,
  used_at timestamptz not null,
  primary key (invite_id, user_id),
  -- The number leads: a second index that led with the invite would be chosen over the key and scan all its uses.
  constraint campaign_session_invite_uses_number_once unique (use_number, invite_id)
);
