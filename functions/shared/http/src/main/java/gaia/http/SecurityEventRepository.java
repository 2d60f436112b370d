package gaia.http;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface SecurityEventRepository extends GenericRepository<SecurityEvent, UUID> {
  @Query(
      """
      insert into audit.security_events (event_id, event_type, user_id, resource_type, resource_id, request_id,
        detail, created_at)
      values (:eventId, :eventType, :userId, :resourceType, :resourceId, :requestId,
        jsonb_build_object('route', :route::text), :now)
      """)
  void insert(
      UUID eventId,
      String eventType,
      UUID userId,
      String resourceType,
      @Nullable String resourceId,
      UUID requestId,
      String route,
      Instant now);
}
