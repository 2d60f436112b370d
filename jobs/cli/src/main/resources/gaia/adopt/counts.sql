update public.campaign_sessions c
set member_count = (
  select count(*) from public.campaign_session_members m where m.session_id = c.session_id and m.status = 'active')
