package gaia.backup;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import gaia.settings.Tuning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The login of the nightly backup, which reads what there is and owns none of it. */
@Timeout(120)
class BackupLoginTest {
  private static final String ROWS =
      """
      insert into auth.users (user_id, issuer, subject, display_name)
      select gen_random_uuid(), 'i', g::text, 'person ' || g from generate_series(1, 500) g;
      insert into audit.security_events (event_id, event_type) select gen_random_uuid(), 'test' from generate_series(1, 5) g
      """;

  private static final String BY_HAND =
      """
      create schema mine;
      create sequence mine.counter;
      select nextval('mine.counter') from generate_series(1, 7);
      create table mine.notes (id bigint generated always as identity primary key, note text);
      insert into mine.notes (note) select 'note ' || g from generate_series(1, 30) g;
      create view mine.shouted as select upper(note) from mine.notes;
      create materialized view mine.counted as select count(*) from mine.notes;
      create table mine.log (n int) partition by range (n);
      create table mine.log_1 partition of mine.log for values from (0) to (10);
      insert into mine.log values (1), (2)
      """;

  private static final String PROTECTED =
      """
      create table public.diary (owner text, entry text);
      insert into public.diary values ('ada', 'a'), ('bob', 'b');
      alter table public.diary enable row level security;
      create policy own on public.diary using (owner = current_user)
      """;

  private static final String SEQUENCES =
      "select concat_ws(' ', schemaname, sequencename, last_value) from pg_sequences order by 1";

  @TempDir private Path folder;

  private Scratch database;

  @BeforeEach
  void something() throws SQLException {
    database = Scratch.migrated();
    database.run(ROWS);
  }

  @Test
  void opensAsManyConnectionsAsTheBudgetCounts() throws SQLException {
    // Its lock is held in another database.
    long here = Tuning.read().ofJobs(1) - 1;
    limit(here);
    backup().succeeded();
    limit(here - 1);
    assertThat(backup().err())
        .contains("too many connections for database", "hint: end some of those that are there");
  }

  private void limit(long connections) throws SQLException {
    database.run("alter database %s connection limit %d".formatted(database.name(), connections));
  }

  private Ended backup() {
    return gaia(
        "backup",
        "--jobs",
        "2",
        "--database",
        database.url("backup"),
        "--to",
        folder.toString(),
        "--connect-timeout",
        "0s");
  }

  @Test
  void readsAll_ofWhatWasMadeByHandToo() throws SQLException, IOException {
    database.run(BY_HAND);
    Kept kept = Kept.by("backup", database, folder);
    assertThat(kept.rows()).containsEntry("auth.users", 500L).containsEntry("mine.notes", 30L);
    assertThat(kept.manifest().schemaVersion()).isPositive();
    assertThat(database.read("select outcome from ops.job_runs where name = 'backup'"))
        .containsExactly("done");
    Scratch restored = restored(kept);
    assertThat(restored.read(SEQUENCES)).isEqualTo(database.read(SEQUENCES));
    Ended drift = gaia("drift", "--database", restored.url(), "--against", database.url());
    drift.succeeded();
    // It can be read by the same login again.
    Path again = Files.createDirectory(folder.resolve("again"));
    assertThat(Kept.by("backup", restored, again).rows()).hasSameSizeAs(kept.rows());
  }

  @Test
  void writesNothing() throws SQLException {
    try (Connection backup = database.as("backup")) {
      assertThat(
              Scratch.read(
                  backup,
                  """
                  select rolname from pg_roles
                  where pg_has_role(current_user, oid, 'set') and rolname not in (current_user, 'gaia_backup')
                    or rolname = current_user and (rolsuper or rolcreaterole or rolcreatedb or rolbypassrls)
                  """))
          .isEmpty();
      assertThat(
              Scratch.read(
                  backup,
                  """
                  select c.oid::regclass::text from pg_class c
                  where c.oid >= 16384 and c.relkind in ('r', 'p', 'v')
                    and has_table_privilege(c.oid, 'insert, update, delete, truncate, references, trigger')
                  """))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "revoke select on auth.users from gaia_backup | table auth.users",
        "revoke usage on schema usage from gaia_backup | table usage.usage_quotas",
        "create sequence public.counter; revoke all on public.counter from gaia_backup | sequence public.counter",
      })
  void whatItMayNotRead_isNamedAndRefused(String made, String named) throws SQLException {
    database.run(made);
    assertThat(refused())
        .contains(named + ": gaia-backup@local.iam may not read it, it belongs to gaia_owner");
  }

  @Test
  void policiesThatShowSomeRowsOnly_areRefused() throws SQLException {
    database.run(PROTECTED);
    assertThat(refused()).contains("table public.diary: its policies hold for ");
    database.run(
        """
        create policy backup on public.diary for select to gaia_backup using (true);
        create policy shown on public.diary as restrictive using (entry <> 'b')
        """);
    assertThat(refused()).contains("table public.diary: its policies hold for ");
  }

  @Test
  void aPolicyThatShowsItAllRows_isEnough() throws SQLException, IOException {
    database.run(PROTECTED);
    database.run("create policy backup on public.diary for select to gaia_backup using (true)");
    Kept kept = Kept.by("backup", database, folder);
    assertThat(kept.rows()).containsEntry("public.diary", 2L);
    restored(kept);
  }

  private Scratch restored(Kept kept) throws SQLException, IOException {
    Scratch restored = Scratch.empty();
    Psql.restore(kept.file(), restored);
    assertThat(kept.differing(restored)).isEmpty();
    return restored;
  }

  private String refused() {
    Ended ended = gaia("backup", "--database", database.url("backup"), "--to", folder.toString());
    assertThat(ended.exit()).as(ended.err()).isEqualTo(1);
    assertThat(folder).isEmptyDirectory();
    return ended.err();
  }
}
