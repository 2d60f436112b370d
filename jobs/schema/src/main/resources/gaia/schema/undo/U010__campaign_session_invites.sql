-- Takes every invite with it; who came through one stays a member.
drop table public.campaign_session_invites;
