package gaia.schema;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Scratch;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An Express application's session store finds its table as it expects it. */
class AppSessionsTest {
  private final Instant now = Instant.now();
  private static Scratch database;

  @BeforeAll
  static void migrate() throws SQLException {
    database = Scratch.migrated();
  }

  @Test
  void everyCallOfTheLibrary_works() throws SQLException {
    try (ConnectPgSimple store = store("UTC")) {
      assertThat(store.findTable()).containsExactly("app_sessions");
      store.set("calls", "{\"cookie\": {}}", in(1));
      store.set("calls", "{\"cookie\": {}, \"user\": 7}", in(1));
      assertThat(store.get("calls", now)).containsExactly("{\"cookie\": {}, \"user\": 7}");
      store.touch("calls", in(3));
      assertThat(store.get("calls", in(2))).hasSize(1);
      store.prune(in(2));
      assertThat(store.get("calls", in(2))).hasSize(1);
      store.prune(in(4));
      assertThat(store.get("calls", now)).isEmpty();
      store.set("calls", "{}", in(1));
      store.destroy("calls");
      assertThat(store.get("calls", now)).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "America/New_York, Asia/Tokyo",
    "Asia/Tokyo, America/New_York",
    "Pacific/Kiritimati, Etc/GMT+12",
    "Asia/Kathmandu, UTC"
  })
  void sessions_endOnTimeWhateverTheClientsZone(String writer, String reader) throws SQLException {
    String sid = writer + reader;
    try (ConnectPgSimple there = store(writer);
        ConnectPgSimple here = store(reader)) {
      there.set(sid, "{}", in(1));
      assertThat(here.get(sid, in(1).minusSeconds(1))).hasSize(1);
      assertThat(here.get(sid, in(1).plusSeconds(1))).isEmpty();
      here.prune(in(1).minusSeconds(1));
      assertThat(there.get(sid, now)).hasSize(1);
      here.touch(sid, in(2));
      assertThat(there.get(sid, in(2).minusSeconds(1))).hasSize(1);
      there.prune(in(2).plusSeconds(1));
      assertThat(here.get(sid, now)).isEmpty();
    }
  }

  @Test
  void columns_areTheLibrarysOwn_butForTheZone() throws SQLException {
    database.run(
        """
        create schema elsewhere;
        set search_path = elsewhere;
        CREATE TABLE "app_sessions" (
          "sid" varchar NOT NULL COLLATE "default",
          "sess" json NOT NULL,
          "expire" timestamp(6) NOT NULL
        )
        WITH (OIDS=FALSE);

        ALTER TABLE "app_sessions" ADD CONSTRAINT "session_pkey" PRIMARY KEY ("sid") NOT DEFERRABLE INITIALLY IMMEDIATE;

        CREATE INDEX "IDX_session_expire" ON "app_sessions" ("expire");
        """);
    assertThat(columns("public"))
        .isEqualTo(columns("elsewhere").stream().map(c -> c.replace("without", "with")).toList());
    assertThat(indexedColumns("public")).isEqualTo(indexedColumns("elsewhere"));
  }

  private static List<String> columns(String schema) throws SQLException {
    return database.read(
        """
        select concat_ws(' ', attnum, attname, format_type(atttypid, atttypmod), attnotnull, attcollation)
        from pg_attribute where attrelid = '%s.app_sessions'::regclass and attnum > 0
        """
            .formatted(schema));
  }

  private static List<String> indexedColumns(String schema) throws SQLException {
    return database.read(
        """
        select concat_ws(' ', indkey, indisunique, indisprimary, indimmediate)
        from pg_index where indrelid = '%s.app_sessions'::regclass order by 1
        """
            .formatted(schema));
  }

  private static ConnectPgSimple store(String zone) throws SQLException {
    return new ConnectPgSimple(database.owner(), zone);
  }

  private Instant in(long hours) {
    return now.plus(Duration.ofHours(hours));
  }
}
