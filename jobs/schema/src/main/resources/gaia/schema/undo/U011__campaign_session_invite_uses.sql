-- Takes the record of every use with it; the counts on the invites stay as they are.
drop table public.campaign_session_invite_uses;
