package gaia.drift;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What a superuser alone makes, or an interrupted statement leaves, is named all the same. */
class RareThingsTest {
  @Test
  void userMappingsAndSecurityLabels_areNamed() throws SQLException {
    Scratch database = Scratch.migrated();
    try (Connection cloud = database.asCloud(false)) {
      Scratch.execute(
          cloud,
          """
          create foreign data wrapper odd;
          create server far foreign data wrapper odd;
          create user mapping for gaia_owner server far;
          insert into pg_seclabel (objoid, classoid, objsubid, provider, label)
          values ('auth.users'::regclass, 'pg_class'::regclass, 0, 'odd', 'secret')
          """);
    }
    Ended drift = gaia("drift", "--database", database.url());
    assertThat(drift.out())
        .contains("other user mapping gaia_owner on server far")
        .contains("other security label of odd on table auth.users");
    assertThat(drift.err()).contains("by name only: security label of odd on table auth.users");
    try (Connection cloud = database.asCloud(false)) {
      Scratch.execute(cloud, "drop foreign data wrapper odd cascade");
    }
    refused(database, "no SQL closes", "security label of odd on table auth.users");
  }

  @Test
  void aPartitionThatIsHalfDetached_isNamedAndRefused() throws SQLException {
    Scratch database = Scratch.migrated();
    try (Connection cloud = database.asCloud(false)) {
      Scratch.execute(
          cloud,
          "update pg_inherits set inhdetachpending = true where inhrelid = 'game.chat_history_default'::regclass");
    }
    assertThat(gaia("drift", "--database", database.url()).out())
        .containsPattern("changed +partition game.chat_history_default +half detached +- +yes");
    refused(
        database,
        "alter table game.chat_history detach partition game.chat_history_default finalize",
        "attach");
  }

  @Test
  void aMaterializedViewThatLiesElsewhere_isMovedBack() throws SQLException {
    Scratch as = Scratch.migrated();
    as.run("create materialized view game.names as select username from auth.users");
    Scratch is = as.copy();
    try (Connection cloud = is.asCloud(false)) {
      Scratch.execute(cloud, "set allow_in_place_tablespaces = on");
      Scratch.execute(cloud, "create tablespace elsewhere location ''");
      Scratch.execute(cloud, "alter materialized view game.names set tablespace elsewhere");
      try {
        assertThat(gaia("drift", "--database", is.url(), "--against", as.url()).out())
            .containsPattern("changed +materialized view game.names +tablespace +- +elsewhere");
        Ended sql = gaia("drift", "--sql", "--database", is.url(), "--against", as.url());
        try (Connection login = is.as("migrate")) {
          Scratch.execute(login, sql.out().substring(sql.out().indexOf('\n')));
        }
        assertThat(gaia("drift", "--database", is.url(), "--against", as.url()).out())
            .contains("no drift");
      } finally {
        Scratch.execute(cloud, "alter materialized view game.names set tablespace pg_default");
        Scratch.execute(cloud, "drop tablespace elsewhere");
      }
    }
  }

  private static void refused(Scratch database, String... said) {
    Ended sql = gaia("drift", "--sql", "--database", database.url());
    assertThat(sql.exit()).as(sql.err()).isEqualTo(1);
    assertThat(sql.out()).isEmpty();
    assertThat(sql.err()).contains(said);
  }
}
