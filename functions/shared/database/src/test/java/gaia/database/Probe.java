package gaia.database;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

/** A repository as the functions have them. */
@JdbcRepository(dialect = Dialect.POSTGRES)
@RetryStatement
interface Probe extends GenericRepository<Answer, String> {
  @Query("select cast(:said as text) as text")
  Answer say(String said);

  @Query("select current_setting(:name) as text")
  Answer setting(String name);

  @Query("select pg_backend_pid()::text as text")
  Answer backend();

  @Query("select pg_sleep(:seconds)::text as text")
  Answer sleep(int seconds);

  @Query("select pg_advisory_xact_lock(:key)::text as text")
  Answer lock(long key);

  @Query("select cast(:number as text)::int::text as text")
  Answer number(String number);

  @Query("select lo_create(0)::text as text")
  Answer write();
}
