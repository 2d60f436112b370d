package gaia.session;

import gaia.database.RetryStatement;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Leaving and removing lock the session, then the member, before they decide: both rows are read as
 * they are then, so a place is given back once.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
@RetryStatement
interface DepartureRepository extends GenericRepository<Departure, UUID> {

  @Query(
      """
      with seen as materialized (
        select s.session_id, m.user_id, m.role, m.status, m.role = 'member' and m.status = 'active' as goes
        from public.campaign_sessions s
        join public.campaign_session_members m on m.session_id = s.session_id
        where s.session_id = :sessionId and m.user_id = :caller
        for no key update
      ), place as (
        update public.campaign_sessions s set member_count = s.member_count - 1
        from seen where seen.goes and s.session_id = seen.session_id
      ), gone as (
        update public.campaign_session_members m set status = 'left', left_at = :now
        from seen where seen.goes and m.session_id = seen.session_id and m.user_id = seen.user_id
        returning m.user_id
      )
      select user_id, role, status from seen
      where auth.require_active(:caller)
      """)
  @Nullable Departure leave(String sessionId, UUID caller, Instant now);

  /**
   * Also shuts out one who has left, or was let back in meanwhile: they come back only by an invite
   * issued later than the last removal. No row: the caller is not the host, who alone locks
   * anything here, or nobody such was ever in.
   */
  @Query(
      """
      with seen as materialized (
        select s.session_id, m.user_id, m.role, m.status, m.role = 'member' as goes
        from public.campaign_sessions s
        join public.campaign_session_members m on m.session_id = s.session_id
        where s.session_id = :sessionId and s.host_id = :caller and m.user_id = :userId
        for no key update
      ), place as (
        update public.campaign_sessions s set member_count = s.member_count - 1
        from seen where seen.goes and seen.status = 'active' and s.session_id = seen.session_id
      ), gone as (
        update public.campaign_session_members m set status = 'removed', removed_at = :now
        from seen where seen.goes and m.session_id = seen.session_id and m.user_id = seen.user_id
        returning m.user_id
      ), told as (
        insert into audit.security_events (event_id, event_type, user_id, resource_type, resource_id, request_id,
          detail, created_at)
        select :eventId, 'membership-revoked', :caller, 'session', session_id, :requestId,
          jsonb_build_object('user_id', user_id), :now
        from seen where goes
      )
      select user_id, role, status from seen
      where auth.require_active(:caller)
      """)
  @Nullable Departure remove(
      String sessionId, UUID userId, UUID caller, UUID eventId, UUID requestId, Instant now);
}
