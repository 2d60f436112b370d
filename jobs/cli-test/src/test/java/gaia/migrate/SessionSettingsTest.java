package gaia.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a script sets holds for that script alone. */
@Timeout(240)
class SessionSettingsTest {
  private static final String SET =
      """
      set search_path = game;
      set local time zone 'Asia/Tokyo';
      set default_transaction_read_only = on;
      set lock_timeout = 0;
      create table odd (id integer);
      """;
  private static final String LATER =
      """
      create table later as
      select name, translate(setting, '" ', '') as setting from pg_settings
      where name in ('search_path', 'TimeZone', 'default_transaction_read_only', 'lock_timeout');
      """;
  private static final String[] UNSET = {
    "default_transaction_read_only off",
    "lock_timeout 2000",
    "search_path ops,$user,public",
    "TimeZone UTC"
  };

  @TempDir private Path folder;
  private Scratch database;
  private Pending pending;

  @BeforeEach
  void somebody() throws SQLException, IOException {
    database = Scratch.migrated();
    database.run(
        "insert into auth.users (user_id, issuer, subject) values (gen_random_uuid(), 'i', 's')");
    pending =
        Pending.in(folder)
            .undo(1, "set", "drop table game.odd;")
            .add(2, "later", LATER)
            .undo(
                2,
                "later",
                """
                do $$ begin
                  assert current_setting('search_path') !~ 'game', 'of the script before it';
                end $$;
                drop table ops.later;
                """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SET,
        "do $$ begin " + SET + " end $$;",
        "select set_config('search_path', 'game', false), set_config('timezone', 'Asia/Tokyo', false); create table odd (id integer);"
      })
  void isForgottenByTheNextScript_andByTheHistory(String set) throws SQLException, IOException {
    pending.add(1, "set", set);
    Ended ended = pending.run(database, "migrate");
    ended.succeeded();
    assertThat(ended.err()).contains("applied, verified, undone, compared on a scratch copy");
    assertThat(database.read("select name || ' ' || setting from ops.later order by lower(name)"))
        .containsExactly(UNSET);
    assertThat(
            database.read(
                """
                select version from ops.flyway_history
                where abs(extract(epoch from installed_on - now() at time zone 'UTC')) > 3600
                """))
        .isEmpty();
  }

  /** A later rehearsal replays them in one session, and a rollback takes them back in one. */
  @Test
  void isForgottenWhereAllIsReplayedAndUndone() throws SQLException, IOException {
    pending.add(1, "set", SET);
    pending.run(database, "migrate").succeeded();
    pending
        .add(3, "last", "create table last (id integer);")
        .undo(3, "last", "set search_path = ops, game; drop table last;");
    Ended later = pending.run(database, "migrate");
    later.succeeded();
    assertThat(later.err()).doesNotContain("drift");
    assertThat(database.read("select to_regclass('ops.last')")).containsExactly("ops.last");
    pending.run(database, "rollback", "--yes", "--lose-data", "--count", "3").succeeded();
  }
}
