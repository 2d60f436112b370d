package gaia.cleanup;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is over and when stands in the database, where the same rows are counted and deleted. Each
 * statement is a transaction of its own.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface StepRepository extends GenericRepository<Step, Long> {
  /** Deletes some, or puts them right. */
  @Query("select rows, upto, whole, passed from ops.sweep(:rule, :now, :since, :atMost)")
  Step sweep(String rule, Instant now, @Nullable String since, int atMost);

  /** Counts some. */
  @Query("select rows, upto, whole, false as passed from ops.due(:rule, :now, :since, :atMost)")
  Step count(String rule, Instant now, @Nullable String since, int atMost);
}
