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
interface MemberRepository extends GenericRepository<MemberRow, UUID> {

  /** Served by members_of_session. The host sees those who left or were removed too. */
  @Query(
      """
      select m.user_id, u.display_name, m.role, m.status, m.joined_at, m.created_at,
        m.invite_id, m.invited_by, m.use_number, s.host_id = :caller as to_host
      from public.campaign_sessions s
      join public.campaign_session_members me
        on me.session_id = s.session_id and me.user_id = :caller and me.status = 'active'
      join public.campaign_session_members m on m.session_id = s.session_id
      join auth.users u on u.user_id = m.user_id
      where s.session_id = :sessionId and auth.require_active(:caller)
        and (m.status = 'active' or s.host_id = :caller)
        and (m.created_at, m.user_id) < (:beforeTime, :beforeId)
        and (:inviteId::uuid is null or m.invite_id = :inviteId)
      order by m.created_at desc, m.user_id desc
      limit :count
      """)
  List<MemberRow> page(
      String sessionId,
      UUID caller,
      @Nullable UUID inviteId,
      Instant beforeTime,
      UUID beforeId,
      int count);
}
