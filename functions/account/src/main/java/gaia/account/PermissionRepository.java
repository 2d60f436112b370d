package gaia.account;

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
interface PermissionRepository extends GenericRepository<PermissionRow, UUID> {

  /**
   * Whose permission {@code a} it is, who hosts what it is for, and admins; to others it is not
   * there.
   */
  String TOUCHES =
      """
      (a.user_id = :caller
        or exists (select from auth.users me where me.user_id = :caller and me.is_admin)
        or exists (
          select from public.campaign_sessions s
          where a.resource_type = 'session' and s.session_id = a.resource_id and s.host_id = :caller)
        or exists (
          select from game.campaigns c
          where c.campaign_id = case
              when a.resource_type = 'campaign' and pg_input_is_valid(a.resource_id, 'uuid') then a.resource_id::uuid
            end and c.owner_id = :caller))
      """;

  /**
   * The permission, given or renewed now, or what this key gave before. No row: the caller may not
   * give it, nobody such is known, or the same key has just given it. A key that gives two
   * permissions at the same moment breaks access_control_idempotency_key_once.
   */
  @Query(
      """
      with resource as (
        select s.session_id as id, s.host_id as host
        from public.campaign_sessions s where s.session_id = :sessionId
        union all
        select c.campaign_id::text, c.owner_id from game.campaigns c where c.campaign_id = :campaignId::uuid
      ), repeated as (
        select a.* from auth.access_control a where a.granted_by = :caller and a.idempotency_key = :key
      ), before as (
        select from auth.access_control a
        where a.user_id = :userId and a.resource_type = :resourceType and a.resource_id = :resourceId
          and a.permission = :permission and (a.expires_at is null or a.expires_at > :now)
      ), granted as (
        insert into auth.access_control as a (access_id, user_id, resource_type, resource_id, permission,
          granted_by, granted_at, expires_at, idempotency_key, request_hash, created_at, updated_at)
        select :accessId, u.user_id, :resourceType, r.id, :permission,
          :caller, :now, :expiresAt::timestamptz, :key, :requestHash, :now, :now
        from resource r
        join auth.users u on u.user_id = :userId
        where (r.host = :caller or exists (select from auth.users me where me.user_id = :caller and me.is_admin))
          and not exists (select from repeated)
        on conflict (user_id, resource_type, resource_id, permission) do update
          set granted_by = excluded.granted_by, granted_at = excluded.granted_at, expires_at = excluded.expires_at,
            idempotency_key = excluded.idempotency_key, request_hash = excluded.request_hash
          where excluded.idempotency_key is null or a.idempotency_key is distinct from excluded.idempotency_key
            or a.granted_by is distinct from excluded.granted_by
        returning a.*
      ), told as (
        insert into audit.security_events (event_id, event_type, user_id, resource_type, resource_id, request_id,
          detail, created_at)
        select :eventId, case when exists (select from before) then 'permission-renewed' else 'permission-granted' end,
          :caller, resource_type, resource_id, :requestId,
          jsonb_build_object('user_id', user_id, 'access_id', access_id, 'permission', permission,
            'expires_at', expires_at), :now
        from granted
      ), found as (
        select g.*, 'granted' as outcome from granted g
        union all
        select r.*, case when r.request_hash = :requestHash then 'repeated' else 'key_reused' end from repeated r
      )
      select f.*, u.display_name
      from found f
      left join auth.users u on u.user_id = f.user_id
      where auth.require_active(:caller)
      """)
  @Nullable PermissionRow grant(
      UUID accessId,
      UUID userId,
      String resourceType,
      String resourceId,
      @Nullable String sessionId,
      @Nullable UUID campaignId,
      String permission,
      @Nullable Instant expiresAt,
      @Nullable String key,
      byte[] requestHash,
      UUID caller,
      UUID eventId,
      UUID requestId,
      Instant now);

  @Query(
      """
      select a.*, u.display_name, 'found' as outcome
      from auth.access_control a
      left join auth.users u on u.user_id = a.user_id
      where a.access_id = :accessId and (a.expires_at is null or a.expires_at > :now)
        and auth.require_active(:caller)
        and
      """
          + TOUCHES)
  @Nullable PermissionRow find(UUID accessId, UUID caller, Instant now);

  /**
   * One person's permissions, served by permissions_of_user, or one resource's, by
   * permissions_of_resource; of these only what the caller may see, and what is in force.
   */
  @Query(
      """
      with sees as materialized (
        select exists (select from auth.users me where me.user_id = :caller and me.is_admin)
          or exists (
            select from public.campaign_sessions s where s.session_id = :sessionId and s.host_id = :caller)
          or exists (
            select from game.campaigns c where c.campaign_id = :campaignId::uuid and c.owner_id = :caller) as everybodys
      ), shown as (
        (select a.*
        from auth.access_control a
        where :resourceType::text is null and a.user_id = coalesce(:userId::uuid, :caller)
          and (a.user_id = :caller or (select everybodys from sees))
          and (a.expires_at is null or a.expires_at > :now)
          and (a.created_at, a.access_id) < (:beforeTime, :beforeId)
        order by a.created_at desc, a.access_id desc
        limit :count)
        union all
        (select a.*
        from auth.access_control a
        where a.resource_type = :resourceType and a.resource_id = :resourceId
          and (:userId::uuid is null or a.user_id = :userId)
          and (a.user_id = :caller or (select everybodys from sees))
          and (a.expires_at is null or a.expires_at > :now)
          and (a.created_at, a.access_id) < (:beforeTime, :beforeId)
        order by a.created_at desc, a.access_id desc
        limit :count)
      )
      select a.*, u.display_name, 'found' as outcome
      from shown a
      left join auth.users u on u.user_id = a.user_id
      where auth.require_active(:caller)
      order by a.created_at desc, a.access_id desc
      """)
  List<PermissionRow> page(
      UUID caller,
      @Nullable UUID userId,
      @Nullable String resourceType,
      @Nullable String resourceId,
      @Nullable String sessionId,
      @Nullable UUID campaignId,
      Instant beforeTime,
      UUID beforeId,
      int count,
      Instant now);

  /** Ends it now; a row also where it had ended before. */
  @Query(
      """
      with target as materialized (
        select a.* from auth.access_control a
        where a.access_id = :accessId and
      """
          + TOUCHES
          + """
          ), revoked as (
            update auth.access_control a set expires_at = :now
            from target t
            where a.access_id = t.access_id and (a.expires_at is null or a.expires_at > :now)
            returning a.*
          ), told as (
            insert into audit.security_events (event_id, event_type, user_id, resource_type, resource_id, request_id,
              detail, created_at)
            select :eventId, 'permission-revoked', :caller, resource_type, resource_id, :requestId,
              jsonb_build_object('user_id', user_id, 'access_id', access_id, 'permission', permission), :now
            from revoked
          )
          select t.*, null::text as display_name, 'revoked' as outcome
          from target t
          where auth.require_active(:caller)
          """)
  @Nullable PermissionRow revoke(
      UUID accessId, UUID caller, UUID eventId, UUID requestId, Instant now);
}
