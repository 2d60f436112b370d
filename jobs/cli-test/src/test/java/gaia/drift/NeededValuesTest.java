package gaia.drift;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A column that has to have a value in each row, which no SQL can make up. */
class NeededValuesTest {
  private static final String PEOPLE =
      """
      insert into auth.users (user_id, issuer, subject)
      select gen_random_uuid(), 'i', n::text from generate_series(1, 2) n
      """;

  private Scratch database;

  @BeforeEach
  void copy() throws SQLException {
    database = Scratch.migrated();
  }

  @Test
  void ofAColumnThatIsMissing_areAskedForByItsName() throws SQLException {
    database.run(PEOPLE);
    database.run(
        "alter table auth.users drop subject cascade, drop display_name cascade, drop is_admin cascade");
    assertRefused("auth.users.subject (2 rows)");
    database.run("alter table auth.users add subject text");
    database.run(
        "update auth.users set subject = 'one' where user_id = (select user_id from auth.users limit 1)");
    assertRefused("auth.users.subject (1 row)");
    database.run("update auth.users set subject = 'two' where subject is null");
    close();
  }

  @Test
  void ofATableWithoutRows_areNone() throws SQLException {
    database.run(
        "alter table auth.users drop subject; alter table auth.users alter issuer drop not null");
    close();
  }

  @Test
  void ofATableThatMayNotBeRead_areSaidNotToBeCounted() throws SQLException {
    database.run("alter table auth.users drop subject");
    assertThat(sql("drift").err()).contains("auth.users.subject (which this login may not count)");
  }

  private void assertRefused(String column) {
    for (String[] words : new String[][] {{}, {"--lose-data"}}) {
      Ended refused = sql("migrate", words);
      assertThat(refused.exit()).as(refused.err()).isEqualTo(1);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err())
          .contains("refused: no SQL knows the values of " + column)
          .contains("hint: fill them by hand")
          .doesNotContain("is_admin", "display_name");
    }
  }

  private void close() throws SQLException {
    Ended sql = sql("migrate");
    assertThat(sql.err()).doesNotContain("refused");
    try (Connection login = database.as("migrate")) {
      Scratch.execute(login, sql.out().substring(sql.out().indexOf('\n')));
    }
    assertThat(gaia("drift", "--database", database.url()).out()).contains("no drift");
  }

  private Ended sql(String login, String... more) {
    String[] words = new String[more.length + 4];
    System.arraycopy(
        new String[] {"drift", "--sql", "--database", database.url(login)}, 0, words, 0, 4);
    System.arraycopy(more, 0, words, 4, more.length);
    return gaia(words);
  }
}
