package gaia.cleanup;

import gaia.database.RetryStatement;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

@JdbcRepository(dialect = Dialect.POSTGRES)
@RetryStatement
interface ChoreRepository extends GenericRepository<Chore, Long> {
  @Query("select place, rule, relation, older_than from ops.cleanup_plan(:now) order by place")
  List<Chore> all(Instant now);
}
