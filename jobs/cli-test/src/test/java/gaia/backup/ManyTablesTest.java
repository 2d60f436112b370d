package gaia.backup;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Scratch;
import gaia.local.postgres.LocalPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * More than a server could lock by each connection, or in one transaction with all that is theirs.
 */
@Timeout(240)
class ManyTablesTest {
  private static final String MANY =
      """
      do $$ begin
        for i in 1..1000 loop
          execute format('create table public.t_%1$s (id integer generated always as identity primary key, t text)', i);
          execute format('create index on public.t_%1$s (t)', i);
          execute format('comment on table public.t_%1$s is %1$L', i);
          if i % 50 = 0 then commit; end if;
        end loop;
      end $$
      """;

  @TempDir private Path data;
  @TempDir private Path folder;

  private LocalPostgres server;

  @BeforeEach
  void start() throws SQLException {
    try (LocalPostgres first = LocalPostgres.persistent(data, 0);
        Connection superuser = first.connectAsCloud("postgres", false)) {
      // Times the 300 connections that the server takes.
      Scratch.execute(superuser, "alter system set max_locks_per_transaction = 10");
    }
    server = LocalPostgres.persistent(data, 0);
    try (Connection admin = server.connect("migrate", "postgres")) {
      Scratch.execute(
          admin,
          "set role cloudsqlsuperuser; create role bob login createdb createrole password 'b'");
    }
    try (Connection bob = bob("postgres")) {
      Scratch.execute(bob, "create database ours");
      Scratch.execute(bob, "create database again");
    }
    try (Connection ours = bob("ours")) {
      Scratch.execute(ours, MANY);
      Scratch.execute(ours, "insert into t_77 (t) select 'x' from generate_series(1, 10)");
    }
  }

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void theirLocksAreNeverHeldAllAtOnce() throws SQLException, IOException {
    gaia("backup", "--database", url("ours"), "--to", "" + folder, "--jobs", "8").succeeded();
    Path file = Kept.newest(folder).file();
    gaia("restore", "" + file, "--database", url("ours"), "--into", "restored").succeeded();
    Psql.Ended psql = Psql.tried(file, url("again"));
    assertThat(psql.exit()).as(psql.said()).isZero();
    for (String name : new String[] {"restored", "again"}) {
      try (Connection restored = bob(name)) {
        assertThat(Scratch.read(restored, "select count(*) from pg_tables where tablename ~ '^t_'"))
            .containsExactly("1000");
        assertThat(Scratch.read(restored, "select count(*) from t_77")).containsExactly("10");
      }
    }
  }

  private String url(String database) {
    return "postgresql://bob:b@" + server.host() + ":" + server.port() + "/" + database;
  }

  private Connection bob(String database) throws SQLException {
    return DriverManager.getConnection("jdbc:" + url(database).replace("bob:b@", ""), "bob", "b");
  }
}
