package gaia.invite;

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
interface InviteRepository extends GenericRepository<InviteRow, UUID> {

  /**
   * The new invite, or the one that this key made before. No row: the caller may not invite, or it
   * has just been made.
   */
  @Query(
      """
      with allowed as (
        select s.session_id
        from public.campaign_sessions s
        left join public.campaign_session_members m on m.session_id = s.session_id and m.user_id = :caller
        where s.session_id = :sessionId and s.status <> 'ended'
          and (s.host_id = :caller
            or (s.may_invite = 'members' and m.status = 'active')
            or exists (
              select from auth.access_control a
              where a.user_id = :caller and a.resource_type = 'session' and a.resource_id = s.session_id
                and a.permission in ('invite', 'manage') and (a.expires_at is null or a.expires_at > :now)
                and (m.removed_at is null or a.granted_at > m.removed_at)))
      ), created as (
        insert into public.campaign_session_invites (invite_id, session_id, created_by, token_hash, multi_use,
          max_uses, expires_at, note, idempotency_key, request_hash, created_at, updated_at)
        select :inviteId, session_id, :caller, :tokenHash, :multiUse,
          :maxUses, :expiresAt, :note, :key, :requestHash, :now, :now
        from allowed
        on conflict do nothing
        returning *
      ), found as (
        select c.*, 'created' as outcome from created c
        union all
        select i.*, case when i.request_hash = :requestHash then 'repeated' else 'key_reused' end
        from public.campaign_session_invites i
        where i.created_by = :caller and i.idempotency_key = :key and not exists (select from created)
      )
      select * from found
      where auth.require_active(:caller)
      """)
  @Nullable InviteRow create(
      UUID inviteId,
      String sessionId,
      byte[] tokenHash,
      boolean multiUse,
      @Nullable Integer maxUses,
      Instant expiresAt,
      @Nullable String note,
      @Nullable String key,
      byte[] requestHash,
      UUID caller,
      Instant now);

  /** The host's page is served by invites_of_session, anybody else's by invites_of_issuer. */
  @Query(
      """
      with viewer as materialized (
        select s.host_id = :caller as hosts,
          m.status is not distinct from 'active'
            or exists (
              select from auth.access_control a
              where a.user_id = :caller and a.resource_type = 'session' and a.resource_id = s.session_id
                and (a.expires_at is null or a.expires_at > :now)
                and (m.removed_at is null or a.granted_at > m.removed_at)) as knows
        from public.campaign_sessions s
        left join public.campaign_session_members m on m.session_id = s.session_id and m.user_id = :caller
        where s.session_id = :sessionId
      ), listed as (
        select i.*
        from public.campaign_session_invites i
        where i.session_id = :sessionId and (select hosts from viewer)
        union all
        select i.*
        from public.campaign_session_invites i
        where i.session_id = :sessionId and i.created_by = :caller and (select knows and not hosts from viewer)
      ), told as (
        select l.*, 'found' as outcome,
          case
            when l.revoked_at is not null then 'revoked'
            when l.expires_at <= :now then 'expired'
            when l.uses >= l.max_uses then 'used_up'
            else 'active'
          end as status
        from listed l
      )
      select * from told
      where auth.require_active(:caller) and invite_id < :beforeId and (:status::text is null or status = :status)
      order by invite_id desc
      limit :count
      """)
  List<InviteRow> page(
      String sessionId,
      UUID caller,
      @Nullable String status,
      UUID beforeId,
      int count,
      Instant now);

  /** No row when it was revoked before, or the caller neither hosts nor issued it. */
  @Query(
      """
      with revoked as (
        update public.campaign_session_invites i set revoked_at = :now
        from public.campaign_sessions s
        where i.invite_id = :inviteId and i.revoked_at is null and s.session_id = i.session_id
          and (s.host_id = :caller or i.created_by = :caller)
        returning i.*
      )
      select r.*, 'revoked' as outcome from revoked r
      where auth.require_active(:caller)
      """)
  @Nullable InviteRow revoke(UUID inviteId, UUID caller, Instant now);

  /**
   * Null for whoever is neither a member of its session nor its issuer: to them it is not there.
   */
  @Query(
      """
      select i.*, case when :caller in (s.host_id, i.created_by) then 'may_revoke' else 'known' end as outcome
      from public.campaign_session_invites i
      join public.campaign_sessions s on s.session_id = i.session_id
      left join public.campaign_session_members m
        on m.session_id = s.session_id and m.user_id = :caller and m.status = 'active'
      where i.invite_id = :inviteId and (m.user_id is not null or i.created_by = :caller)
      """)
  @Nullable InviteRow find(UUID inviteId, UUID caller);
}
