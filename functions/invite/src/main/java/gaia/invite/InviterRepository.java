package gaia.invite;

import gaia.database.RetryStatement;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
@RetryStatement
interface InviterRepository extends GenericRepository<Inviter, String> {

  /**
   * Null for whoever is neither a member nor holds a permission: to them the session is not there.
   * As an invite does, a permission counts only if it was given after the last removal.
   */
  @Query(
      """
      select s.session_id, s.status = 'ended' as ended,
        s.host_id = :caller
          or (s.may_invite = 'members' and m.status is not distinct from 'active')
          or coalesce(bool_or(a.permission in ('invite', 'manage')), false) as may_invite
      from public.campaign_sessions s
      left join public.campaign_session_members m on m.session_id = s.session_id and m.user_id = :caller
      left join auth.access_control a
        on a.user_id = :caller and a.resource_type = 'session' and a.resource_id = s.session_id
          and (a.expires_at is null or a.expires_at > :now) and (m.removed_at is null or a.granted_at > m.removed_at)
      where s.session_id = :sessionId
      group by s.session_id, m.status
      having m.status = 'active' or count(a.permission) > 0
      """)
  @Nullable Inviter find(String sessionId, UUID caller, Instant now);
}
