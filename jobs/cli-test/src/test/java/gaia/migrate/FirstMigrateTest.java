package gaia.migrate;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import gaia.local.postgres.LocalPostgres;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/** A server on which nothing of ours ever ran: one story, told in order. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class FirstMigrateTest {
  private static final int NEWEST = BundledScripts.newest();

  private LocalPostgres server;
  private Scratch database;

  LocalPostgres server() {
    return LocalPostgres.temporary();
  }

  @BeforeAll
  void start() {
    server = server();
    database = Scratch.on(server);
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  @Order(1)
  void dryRun_showsEverythingAndMakesNothing() throws SQLException {
    Ended ended = gaia("migrate", "--dry-run", "--database", database.url());
    ended.succeeded();
    assertThat(ended.out())
        .contains(
            "would apply 1 schemas",
            "dry run: schema 0 would become %1$d by %1$d migrations".formatted(NEWEST));
    try (var connection = database.as("migrate")) {
      assertThat(Scratch.read(connection, "select from pg_roles where rolname like 'gaia\\_%'"))
          .isEmpty();
    }
  }

  @Test
  @Order(2)
  void history_ofNothing_saysSo() {
    Ended ended = gaia("history", "--database", database.url());
    ended.succeeded();
    assertThat(ended.out()).contains("nothing was applied yet");
  }

  @Test
  @Order(3)
  void emptyDatabase_getsEverything() {
    Ended ended = gaia("migrate", "--database", database.url());
    assertThat(ended.err())
        .contains("schema 0, %d pending".formatted(NEWEST), "8 campaign sessions", "gaia_invite");
    assertThat(ended.out()).matches("done: schema %d, verified, [0-9.]+ s\\R".formatted(NEWEST));
    ended.succeeded();
  }

  @Test
  @Order(4)
  void again_isNothingToDo() throws SQLException {
    Catalog before = Catalog.of(database);
    Ended ended = gaia("migrate", "--database", database.url());
    assertThat(ended.out()).startsWith("nothing to do: schema %d, ".formatted(NEWEST));
    ended.succeeded();
    assertThat(Catalog.of(database)).isEqualTo(before);
  }

  @Test
  @Order(5)
  void history_showsThem() {
    Ended ended = gaia("history", "--limit", "999", "--database", database.url());
    ended.succeeded();
    assertThat(ended.out().lines())
        .hasSize(NEWEST + 1)
        .anyMatch(line -> line.startsWith(NEWEST + " "));
  }

  @Test
  @Order(6)
  void nobodyIsMoreThanTheyMust() throws SQLException {
    assertThat(
            database.read(
                """
                select rolname from pg_roles
                where rolname like 'gaia%' and (rolsuper or rolcreaterole or rolcreatedb
                  or rolreplication or rolbypassrls or (rolcanlogin and rolname like 'gaia\\_%'))
                """))
        .isEmpty();
    assertThat(
            database.read(
                """
                select l.rolname || ' is ' || r.rolname from pg_auth_members m
                join pg_roles l on l.oid = m.member join pg_roles r on r.oid = m.roleid
                where l.rolname like 'gaia-%' and l.rolname <> replace(r.rolname, '_', '-') || '@local.iam'
                """))
        .as("beside each login's own role")
        .containsExactly("gaia-migrate@local.iam is cloudsqlsuperuser");
  }

  @Test
  @Order(7)
  void everythingBelongsToTheOwner() throws SQLException {
    assertThat(Catalog.of(database).objects())
        .filteredOn(object -> object.matches("(?s)(schema|relation) .* of .*"))
        .isNotEmpty()
        .allMatch(object -> object.matches(".* of (gaia_owner|pg_database_owner)( .*)?"));
    assertThat(
            database.read(
                "select datdba::regrole::text from pg_database where datname = current_database()"))
        .containsExactly("gaia_owner");
  }

  @Test
  @Order(8)
  void everybodyElse_hasNothing() throws SQLException {
    assertThat(Catalog.of(database).rights()).noneMatch(right -> right.endsWith(" to public"));
  }
}
