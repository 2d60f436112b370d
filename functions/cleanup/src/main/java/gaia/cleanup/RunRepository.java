package gaia.cleanup;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The lock that lets one run work at a time, and the ledger. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RunRepository extends GenericRepository<Answer, Boolean> {
  /** Held by the connection, so it ends with a process that is killed. */
  @Query("select pg_try_advisory_lock(hashtextextended('gaia cleanup', 0)) as yes")
  Answer lock();

  @Query("select pg_advisory_unlock(hashtextextended('gaia cleanup', 0)) as yes")
  Answer unlock();

  /** Looks without taking it, so that nobody's question is in a run's way. */
  @Query(
      """
      select exists (
        select from pg_locks, hashtextextended('gaia cleanup', 0) key
        where locktype = 'advisory' and granted and objsubid = 1
          and database = (select oid from pg_database where datname = current_database())
          and (classid::bigint << 32) | objid::bigint = key
      ) as yes
      """)
  Answer isLocked();

  /** Whatever run of cleanup has not ended never will: its lock is held here. */
  @Query("select true as yes from ops.begin_run(:runId, 'cleanup', :startedAt)")
  Answer begin(UUID runId, Instant startedAt);

  @Query(
      """
      select count(*) > 0 as yes
      from ops.end_run(:runId, 'cleanup', :startedAt, :finishedAt, :outcome, :preview, :receipt::jsonb, :error)
      """)
  Answer end(
      UUID runId,
      Instant startedAt,
      Instant finishedAt,
      String outcome,
      boolean preview,
      String receipt,
      @Nullable String error);
}
