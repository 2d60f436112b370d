package gaia.cleanup;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface TrafficRepository extends GenericRepository<Traffic, Long> {
  /** A second old at most, which is how often a session tells what it did. */
  @Query("select xact_commit as commits from pg_stat_database where datname = current_database()")
  Traffic now();
}
