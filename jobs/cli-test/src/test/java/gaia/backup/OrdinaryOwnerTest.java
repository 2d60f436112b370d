package gaia.backup;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.catalog.Catalog;
import gaia.catalog.Differences;
import gaia.cli.Scratch;
import gaia.local.postgres.LocalPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that has none of our roles, and somebody there who owns an empty database. */
@Timeout(240)
class OrdinaryOwnerTest {
  private static final String OF_OTHERS =
      """
      set role gaia_owner;
      create table public.theirs (n int primary key);
      insert into public.theirs values (1);
      grant create on schema public to gaia_console;
      set role cloudsqlsuperuser;
      grant gaia_owner, gaia_console to cloudsqlsuperuser with inherit true, set true;
      alter table public.theirs owner to gaia_console;
      revoke create on schema public from gaia_console;
      grant select on public.theirs to gaia_owner, gaia_session;
      alter default privileges for role gaia_console grant select on tables to gaia_owner;
      revoke gaia_console from cloudsqlsuperuser;
      grant gaia_owner to cloudsqlsuperuser with inherit false, set true
      """;

  @TempDir private Path folder;

  @Test
  void hasItAllWithoutBeingSuperuser() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    Catalog expected;
    try (Connection migrate = database.as("migrate")) {
      Scratch.execute(migrate, OF_OTHERS);
      expected = Catalog.read(migrate);
    }
    Kept kept = Kept.of(database, folder);
    try (LocalPostgres server = LocalPostgres.temporary()) {
      try (Connection admin = server.connect("migrate", "gaia")) {
        Scratch.execute(
            admin,
            "set role cloudsqlsuperuser; create role bob login createrole createdb password 'b'");
      }
      String place = server.host() + ":" + server.port();
      try (Connection bob = DriverManager.getConnection(jdbc(place, "postgres"), "bob", "b")) {
        Scratch.execute(bob, "create database bobs");
      }
      Psql.Ended ended = Psql.tried(kept.file(), "postgresql://bob:b@" + place + "/bobs");
      assertThat(ended.said()).isEmpty();
      assertThat(ended.exit()).isZero();
      try (Connection bob = DriverManager.getConnection(jdbc(place, "bobs"), "bob", "b");
          Connection migrate = server.connect("migrate", "bobs")) {
        assertThat(migrate.isValid(1)).isTrue();
        assertThat(Differences.between(expected, Catalog.read(bob))).isEmpty();
        assertThat(
                Scratch.read(
                    bob,
                    "select r.rolname from pg_auth_members m join pg_roles r on r.oid = roleid where member = 'bob'::regrole and (inherit_option or set_option)"))
            .containsExactly("gaia_owner");
      }
    }
  }

  private static String jdbc(String place, String name) {
    return "jdbc:postgresql://" + place + "/" + name;
  }
}
