package gaia.migrate;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Scratch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final String[] LOGINS = {
    "gaia-session@later.iam",
    "gaia-owner@later.iam",
    "gaia-nobody@later.iam",
    "gaia_invite@later.iam"
  };

  private Scratch database;

  @BeforeEach
  void logins() throws SQLException {
    database = Scratch.migrated();
    asCloud("create role \"%s\" login");
  }

  @AfterEach
  void gone() throws SQLException {
    asCloud("drop role \"%s\"");
  }

  @Test
  void aLaterLogin_joinsTheRoleOfItsWordAndNoOther() throws SQLException {
    gaia("migrate", "--database", database.url()).succeeded();
    assertThat(
            database.read(
                """
                select l.rolname || ' is ' || r.rolname from pg_auth_members m
                join pg_roles l on l.oid = m.member join pg_roles r on r.oid = m.roleid
                where l.rolname like '%@later.iam'
                """))
        .containsExactly("gaia-session@later.iam is gaia_session");
  }

  @Test
  void handMadeMembership_isMadeRightAgain() throws SQLException {
    database.run("set role cloudsqlsuperuser; revoke gaia_session from \"gaia-session@local.iam\"");
    gaia("migrate", "--database", database.url()).succeeded();
    try (Connection session = database.as("session")) {
      assertThat(Scratch.read(session, "select count(*) from campaign_sessions"))
          .containsExactly("0");
    }
  }

  @Test
  void otherDatabase_ofTheSameServer_isSetUpToo() throws SQLException {
    Scratch second = Scratch.empty();
    gaia("migrate", "--database", second.url()).succeeded();
    assertThat(Catalog.of(second)).isEqualTo(Catalog.of(database));
  }

  private void asCloud(String statement) throws SQLException {
    try (Connection migrate = database.as("migrate");
        Statement sql = migrate.createStatement()) {
      sql.execute("set role cloudsqlsuperuser");
      for (String login : LOGINS) {
        sql.execute(statement.formatted(login));
      }
    }
  }
}
