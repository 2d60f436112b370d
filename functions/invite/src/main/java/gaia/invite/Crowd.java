package gaia.invite;

/**
 * Redemption of many at once, in the rules and the order of {@link Standing}. Sessions, then
 * invites are locked in the order of their ids, so what is then read of them stands to the end;
 * each admits as many as it has room for, the first first. The lateral queries end in a limit so
 * that the whole of their keys is asked for: where a table or a session is not known to be large
 * the planner would else read all of it.
 */
final class Crowd {
  static final String SEEN =
      """
      with asked as (
        select asked.*
        from unnest(cast(:tokenHashes as bytea[]), cast(:callers as uuid[]), cast(:issuers as text[]),
          cast(:subjects as text[]), cast(:emails as text[]), cast(:fullNames as text[]))
          with ordinality as asked (token_hash, user_id, issuer, subject, email, full_name, turn)
      ), seen as materialized (
        select asked.*, s.*, i.invite_id, i.expires_at, m.role, m.joined_at,
          case when u.user_id is null then asked.full_name else u.display_name end as display_name,
      """
          + Standing.RULES
          + """
            when m.user_id is null and used.use_number is null then 'joined'
          end as outcome
        from asked
        cross join lateral (
          select i.* from public.campaign_session_invites i where i.token_hash = asked.token_hash limit 1
        ) i
        cross join lateral (
          select s.* from public.campaign_sessions s where s.session_id = i.session_id limit 1
        ) s
        left join lateral (
          select u.user_id, u.is_active, u.display_name from auth.users u where u.user_id = asked.user_id limit 1
        ) u on true
        left join lateral (
          select m.user_id, m.status, m.role, m.joined_at, m.removed_at
          from public.campaign_session_members m
          where m.session_id = i.session_id and m.user_id = asked.user_id
          limit 1
        ) m on true
        left join lateral (
          select used.use_number from public.campaign_session_invite_uses used
          where used.invite_id = i.invite_id and used.user_id = asked.user_id
          limit 1
        ) used on true
      ), place as materialized (
        select s.session_id, s.max_members - s.member_count as room
        from public.campaign_sessions s
        where s.session_id in (select session_id from seen where outcome = 'joined') and s.status <> 'ended'
        order by s.session_id
        for no key update of s
      """;

  static final String TAKEN =
      """
      ), invite as materialized (
        select i.invite_id, i.session_id, i.created_by, i.uses, i.max_uses - i.uses as room
        from public.campaign_session_invites i
        where i.invite_id in (select seen.invite_id from seen join place using (session_id) where outcome = 'joined')
          and i.revoked_at is null
        order by i.invite_id
        for no key update of i
      """;

  static final String ADMITTED =
      """
      ), numbered as (
        select seen.turn, seen.session_id, seen.invite_id, seen.user_id,
          invite.created_by, invite.uses, invite.room,
          row_number() over (partition by seen.invite_id order by seen.turn) as nth
        from seen join invite on invite.invite_id = seen.invite_id
        where seen.outcome = 'joined'
      ), placed as (
        select numbered.*, place.room as places,
          row_number() over (partition by numbered.session_id order by numbered.turn) as place
        from numbered join place on place.session_id = numbered.session_id
        where numbered.room is null or nth <= numbered.room
      ), coming as materialized (
        select turn, session_id, invite_id, user_id, created_by,
          cast(uses + nth as int) as use_number, cast(place as int) as place
        from placed
        where place <= places
      ), counted as (
        update public.campaign_sessions s set member_count = s.member_count + more.size
        from (select session_id, cast(count(*) as int) as size from coming group by session_id) more
        where s.session_id = more.session_id
        returning s.session_id, s.status, s.max_members, s.member_count - more.size as before, s.updated_at
      ), spent as (
        update public.campaign_session_invites i set uses = i.uses + more.size
        from (select invite_id, cast(count(*) as int) as size from coming group by invite_id) more
        where i.invite_id = more.invite_id
      ), person as (
        insert into auth.users (user_id, issuer, subject, email, full_name, display_name)
        select user_id, issuer, subject, email, full_name, full_name
        from asked where turn in (select turn from coming) order by user_id
        on conflict do nothing
      ), use as (
        insert into public.campaign_session_invite_uses (invite_id, user_id, use_number, used_at)
        select invite_id, user_id, use_number, :now from coming
        on conflict do nothing
        returning user_id
      ), member as (
        insert into public.campaign_session_members (session_id, user_id, role, status, joined_at,
          invite_id, invited_by, use_number, created_at, updated_at)
        select session_id, user_id, 'member', 'active', :now, invite_id, created_by, use_number, :now, :now
        from coming
        on conflict do nothing
        returning user_id, role, joined_at
      )
      select seen.invite_id, seen.user_id, seen.outcome, seen.expires_at,
        seen.session_id, seen.campaign_id, seen.name, coalesce(counted.status, seen.status) as status,
        seen.host_id, h.display_name as host_name,
        coalesce(counted.max_members, seen.max_members) as max_members,
        coalesce(counted.before + coming.place, seen.member_count) as member_count,
        seen.may_invite, seen.metadata, seen.created_at,
        coalesce(counted.updated_at, seen.updated_at) as updated_at, seen.ended_at,
        coalesce(member.role, seen.role) as role, coalesce(member.joined_at, seen.joined_at) as joined_at,
        seen.display_name,
        case when coming.turn is not null and (member.user_id is null or use.user_id is null)
          then ops.moved() end as moved
      from seen
      left join coming on coming.turn = seen.turn
      left join counted on counted.session_id = coming.session_id
      left join use on use.user_id = coming.user_id
      left join member on member.user_id = coming.user_id
      left join lateral (
        select h.display_name from auth.users h where h.user_id = seen.host_id limit 1
      ) h on true
      where seen.outcome <> 'joined' or coming.turn is not null
      """;

  static final String OR_PASS = "skip locked\n";

  private Crowd() {}
}
