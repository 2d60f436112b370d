package gaia.account;

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
interface StandingRepository extends GenericRepository<Standing, String> {

  /**
   * Null for whoever has nothing to do with it: to them it is not there. A permission counts only
   * if it was given after the last removal.
   */
  @Query(
      """
      with resource as (
        select s.session_id as id, s.host_id as host, m.status is not distinct from 'active' as knows, m.removed_at
        from public.campaign_sessions s
        left join public.campaign_session_members m on m.session_id = s.session_id and m.user_id = :caller
        where s.session_id = :sessionId
        union all
        select c.campaign_id::text, c.owner_id, p.user_id is not null, null
        from game.campaigns c
        left join game.campaign_participants p on p.campaign_id = c.campaign_id and p.user_id = :caller
        where c.campaign_id = :campaignId::uuid
      )
      select r.id, r.host = :caller or coalesce(me.is_admin, false) as grants,
        exists (select from auth.users u where u.user_id = :userId) as knows_person
      from resource r
      left join auth.users me on me.user_id = :caller
      where auth.require_active(:caller)
        and (r.knows or r.host = :caller or me.is_admin
          or exists (
            select from auth.access_control a
            where a.user_id = :caller and a.resource_type = :resourceType and a.resource_id = r.id
              and (a.expires_at is null or a.expires_at > :now)
              and (r.removed_at is null or a.granted_at > r.removed_at)))
      """)
  @Nullable Standing find(
      String resourceType,
      @Nullable String sessionId,
      @Nullable UUID campaignId,
      UUID userId,
      UUID caller,
      Instant now);
}
