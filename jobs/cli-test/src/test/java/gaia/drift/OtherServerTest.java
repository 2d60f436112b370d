package gaia.drift;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.catalog.Catalog;
import gaia.catalog.Differences;
import gaia.catalog.closing.Closing;
import gaia.cli.Program;
import gaia.cli.Scratch;
import gaia.local.postgres.LocalPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** One schema on two servers, each with logins of its own. */
class OtherServerTest {
  @Test
  void aSchemaWrittenIntoAnotherServer_hasNoDrift() throws SQLException {
    Catalog schema;
    try (Connection connection = Scratch.migrated().as("migrate")) {
      schema = Catalog.read(connection);
    }
    try (LocalPostgres server = LocalPostgres.temporary();
        Connection connection = server.connect("migrate", "gaia")) {
      Scratch.execute(
          connection,
          """
          set role cloudsqlsuperuser;
          create role gaia_owner;
          grant gaia_owner to cloudsqlsuperuser with inherit false, set true;
          do $$ begin execute format('alter database %I owner to gaia_owner', current_database()); end $$;
          create role "gaia-invite@elsewhere.iam" login;
          create role somebody login;
          reset role
          """);
      Closing closing = Closing.of(schema, Catalog.read(connection));
      assertThat(closing.refused()).isEmpty();
      Scratch.execute(connection, closing.script().replaceFirst("^[\\\\].*\n", ""));
      Scratch.execute(
          connection,
          """
          set role cloudsqlsuperuser;
          grant gaia_invite to "gaia-invite@elsewhere.iam", somebody
          """);
      Catalog written = Catalog.read(connection);
      assertThat(Differences.between(schema, written)).isEmpty();
      assertThat(written.fingerprint()).isEqualTo(schema.fingerprint());
    }
  }

  @Test
  void anotherServersMigrations_haveNoDrift() throws SQLException {
    try (LocalPostgres server = LocalPostgres.temporary()) {
      Program.gaia("migrate", "--database", server.url("migrate", "gaia"));
      var ended =
          Program.gaia(
              "drift",
              "--database",
              Scratch.migrated().url(),
              "--against",
              server.url("migrate", "gaia"));
      assertThat(ended.out()).contains("no drift");
    }
  }
}
