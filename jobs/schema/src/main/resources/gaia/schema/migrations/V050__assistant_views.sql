-- What goes on between people and the assistant; each view shows a reader no more than their grants on its tables.
-- depends-on: 016, 035
create view public.active_user_sessions with (security_invoker = true) as
select
  s.session_id,
  s.user_id,
  u.display_name,
  u.email,
  s.title,
  s.agent_type,
  s.started_at,
  s.last_activity_at,
  s.message_count,
  s.total_tokens,
  s.estimated_cost
from chat.sessions s
join auth.users u on u.user_id = s.user_id
where s.status = 'active' and u.is_active;

create view public.session_activity_summary with (security_invoker = true) as
select
  s.session_id,
  s.user_id,
  s.status,
  s.message_count,
  s.total_tokens,
  s.estimated_cost,
  min(m.created_at) as first_message_at,
  max(m.created_at) as last_message_at,
  extract(epoch from max(m.created_at) - min(m.created_at)) as duration_seconds,
  round(avg(m.processing_ms)) as average_processing_ms,
  count(*) filter (where m.status = 'error') as failed_messages
from chat.sessions s
left join chat.messages m on m.session_id = s.session_id
group by s.session_id;
