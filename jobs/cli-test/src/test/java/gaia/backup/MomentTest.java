package gaia.backup;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import gaia.cli.Scratch;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was there at the moment that was chosen, and is no more when it is read. */
class MomentTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "view public.gone as select 1 as n | view public.gone",
        "function public.gone() returns integer language sql as 'select 1' | function public.gone()"
      })
  void whatIsNoMore_isNoContents(String made, String dropped) throws SQLException {
    Scratch database = Scratch.migrated();
    database.run("create " + made);
    try (Connection snapshot = database.owner()) {
      Scratch.execute(snapshot, "begin isolation level repeatable read");
      Scratch.read(snapshot, "select 1");
      database.run("drop " + dropped);
      assertThatThrownBy(() -> Contents.read(snapshot, snapshot))
          .asInstanceOf(throwable(SQLException.class))
          .extracting(SQLException::getSQLState)
          .isEqualTo(Moment.DROPPED);
    }
  }
}
