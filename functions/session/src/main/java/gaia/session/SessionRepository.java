package gaia.session;

import gaia.database.RetryStatement;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
@RetryStatement
interface SessionRepository extends GenericRepository<SessionRow, String> {

  /**
   * The new session, or the one that an earlier request of this caller made (by id or by key), or a
   * stranger's of that id. No row: the campaign is not the caller's, or another request made it
   * this very moment.
   */
  @Query(
      """
      with person as (
        insert into auth.users (user_id, issuer, subject, email, full_name, display_name)
        values (:caller, :issuer, :subject, :email, :fullName, :fullName)
        on conflict do nothing
      ), created as (
        insert into public.campaign_sessions (session_id, campaign_id, name, host_id, max_members, member_count,
          may_invite, metadata, idempotency_key, request_hash, created_at, updated_at)
        select :sessionId, :campaignId::uuid, :name, :caller, :maxMembers, 1,
          :mayInvite, :metadata::jsonb, :key, :requestHash, :now, :now
        where :campaignId::uuid is null
          or exists (
            select from game.campaigns c
            where c.campaign_id = :campaignId::uuid
              and (c.owner_id = :caller
                or exists (
                  select from auth.access_control a
                  where a.user_id = :caller and a.resource_type = 'campaign'
                    and a.resource_id = c.campaign_id::text and a.permission = 'manage'
                    and (a.expires_at is null or a.expires_at > :now))))
        on conflict do nothing
        returning *
      ), host as (
        insert into public.campaign_session_members (session_id, user_id, role, status, joined_at, created_at)
        select session_id, host_id, 'host', 'active', :now, :now from created
      ), found as (
        select c.*, 'created' as outcome from created c
        union all
        select s.*, case
            when s.host_id <> :caller then 'id_taken'
            when s.request_hash = :requestHash then 'repeated'
            when s.idempotency_key = :key then 'key_reused'
            else 'id_taken'
          end
        from public.campaign_sessions s
        where not exists (select from created)
          and (s.session_id = :sessionId or (s.host_id = :caller and s.idempotency_key = :key))
      )
      select f.*, case when u.user_id is null then :fullName else u.display_name end as host_name, 'host' as role,
        f.created_at as joined_at, f.created_at as first_joined_at
      from found f
      left join auth.users u on u.user_id = f.host_id
      where auth.require_active(:caller)
      order by (f.host_id = :caller and f.idempotency_key = :key) desc nulls last
      limit 1
      """)
  @Nullable SessionRow create(
      String sessionId,
      @Nullable UUID campaignId,
      String name,
      int maxMembers,
      String mayInvite,
      String metadata,
      @Nullable String key,
      byte[] requestHash,
      UUID caller,
      String issuer,
      String subject,
      @Nullable String email,
      @Nullable String fullName,
      Instant now);

  /** Null for whoever is not a member: to them it is not there. */
  @Query(
      """
      select s.*, u.display_name as host_name, m.role, m.joined_at, m.created_at as first_joined_at,
        'found' as outcome
      from public.campaign_sessions s
      join public.campaign_session_members m
        on m.session_id = s.session_id and m.user_id = :caller and m.status = 'active'
      join auth.users u on u.user_id = s.host_id
      where s.session_id = :sessionId and auth.require_active(:caller)
      """)
  @Nullable SessionRow find(String sessionId, UUID caller);

  /** Served by members_of_user. */
  @Query(
      """
      select s.*, u.display_name as host_name, m.role, m.joined_at, m.created_at as first_joined_at,
        'found' as outcome
      from public.campaign_session_members m
      join public.campaign_sessions s on s.session_id = m.session_id
      join auth.users u on u.user_id = s.host_id
      where m.user_id = :caller and m.status = 'active' and auth.require_active(:caller)
        and (m.created_at, m.session_id) < (:beforeTime, :beforeId)
        and (:status::text is null or s.status = :status)
        and (:role::text is null or m.role = :role)
        and (:campaignId::uuid is null or s.campaign_id = :campaignId)
      order by m.created_at desc, m.session_id desc
      limit :count
      """)
  List<SessionRow> page(
      UUID caller,
      @Nullable String status,
      @Nullable String role,
      @Nullable UUID campaignId,
      Instant beforeTime,
      String beforeId,
      int count);

  /**
   * No row when the caller is not the host, the session has ended, or more are in than the new
   * limit.
   */
  @Query(
      """
      with changed as (
        update public.campaign_sessions s
        set name = coalesce(:name, s.name),
          max_members = coalesce(:maxMembers, s.max_members),
          may_invite = coalesce(:mayInvite, s.may_invite),
          metadata = coalesce(:metadata::jsonb, s.metadata)
        where s.session_id = :sessionId and s.host_id = :caller and s.status <> 'ended'
          and s.member_count <= coalesce(:maxMembers, s.max_members)
        returning *
      )
      select c.*, u.display_name as host_name, 'host' as role, m.joined_at, m.created_at as first_joined_at,
        'changed' as outcome
      from changed c
      join auth.users u on u.user_id = c.host_id
      join public.campaign_session_members m on m.session_id = c.session_id and m.user_id = c.host_id
      where auth.require_active(:caller)
      """)
  @Nullable SessionRow change(
      String sessionId,
      UUID caller,
      @Nullable String name,
      @Nullable Integer maxMembers,
      @Nullable String mayInvite,
      @Nullable String metadata);

  /**
   * No row when the caller is not the host, the session has ended, or it has that status already.
   */
  @Query(
      """
      with changed as (
        update public.campaign_sessions s
        set status = :status, ended_at = case when :status = 'ended' then :now::timestamptz end
        where s.session_id = :sessionId and s.host_id = :caller and s.status not in ('ended', :status)
        returning *
      )
      select c.*, u.display_name as host_name, 'host' as role, m.joined_at, m.created_at as first_joined_at,
        'changed' as outcome
      from changed c
      join auth.users u on u.user_id = c.host_id
      join public.campaign_session_members m on m.session_id = c.session_id and m.user_id = c.host_id
      where auth.require_active(:caller)
      """)
  @Nullable SessionRow changeStatus(String sessionId, UUID caller, String status, Instant now);
}
