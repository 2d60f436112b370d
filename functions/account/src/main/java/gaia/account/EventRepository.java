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
interface EventRepository extends GenericRepository<EventRow, UUID> {

  /**
   * A branch for each index: recent_security_events, security_events_of_type,
   * security_events_of_user for what somebody did, security_events_about_user for what was done to
   * them. Only those run that the filters ask for.
   */
  @Query(
      """
      with shown as (
        (select e.*
        from audit.security_events e
        where :userId::uuid is null and :type::text is null
          and (e.created_at, e.event_id) < (:beforeTime, :beforeId)
          and e.created_at >= :since and e.created_at < :until
        order by e.created_at desc, e.event_id desc
        limit :count)
        union all
        (select e.*
        from audit.security_events e
        where :userId::uuid is null and e.event_type = :type
          and (e.created_at, e.event_id) < (:beforeTime, :beforeId)
          and e.created_at >= :since and e.created_at < :until
        order by e.created_at desc, e.event_id desc
        limit :count)
        union all
        (select e.*
        from audit.security_events e
        where e.user_id = :userId and (:type::text is null or e.event_type = :type)
          and (e.created_at, e.event_id) < (:beforeTime, :beforeId)
          and e.created_at >= :since and e.created_at < :until
        order by e.created_at desc, e.event_id desc
        limit :count)
        union all
        (select e.*
        from audit.security_events e
        where e.detail ->> 'user_id' = (:userId::uuid)::text
          and e.user_id is distinct from :userId and (:type::text is null or e.event_type = :type)
          and (e.created_at, e.event_id) < (:beforeTime, :beforeId)
          and e.created_at >= :since and e.created_at < :until
        order by e.created_at desc, e.event_id desc
        limit :count)
      )
      select * from shown
      where auth.require_admin(:caller)
      order by created_at desc, event_id desc
      limit :count
      """)
  List<EventRow> page(
      UUID caller,
      @Nullable String type,
      @Nullable UUID userId,
      Instant since,
      Instant until,
      Instant beforeTime,
      UUID beforeId,
      int count);
}
