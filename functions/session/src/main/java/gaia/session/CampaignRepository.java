package gaia.session;

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
interface CampaignRepository extends GenericRepository<Campaign, UUID> {

  /** Null for whoever has nothing to do with the campaign: to them it is not there. */
  @Query(
      """
      select c.campaign_id, c.owner_id = :caller or coalesce(bool_or(a.permission = 'manage'), false) as manages
      from game.campaigns c
      left join auth.access_control a
        on a.user_id = :caller and a.resource_type = 'campaign' and a.resource_id = c.campaign_id::text
          and (a.expires_at is null or a.expires_at > :now)
      where c.campaign_id = :campaignId
      group by c.campaign_id
      having c.owner_id = :caller or count(a.permission) > 0
      """)
  @Nullable Campaign find(UUID campaignId, UUID caller, Instant now);
}
