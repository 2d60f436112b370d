package gaia.restore;

import static gaia.cli.Program.gaia;
import static gaia.restore.RestoreTest.databases;
import static gaia.restore.RestoreTest.old;
import static gaia.restore.RestoreTest.restore;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import gaia.local.postgres.LocalPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a server of which somebody has set more than ours. */
@Timeout(240)
class SettledServerTest {
  private LocalPostgres server;
  private Scratch database;

  @TempDir private Path folder;
  @TempDir private Path data;

  @BeforeEach
  void start() throws SQLException {
    try (LocalPostgres first = LocalPostgres.persistent(data, 0);
        Connection superuser = first.connectAsCloud("postgres", false)) {
      Scratch.execute(superuser, "alter system set max_prepared_transactions = 5");
    }
    server = LocalPostgres.persistent(data, 0);
    database = Scratch.on(server);
    gaia("migrate", "--database", database.url()).succeeded();
  }

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void limitsOfClients_endNoJob() throws SQLException, IOException {
    try (Connection superuser = server.connectAsCloud("postgres", false)) {
      for (String limit :
          new String[] {
            "statement_timeout = 50",
            "idle_session_timeout = 300",
            "idle_in_transaction_session_timeout = 300"
          }) {
        Scratch.execute(
            superuser, "alter role \"%s\" set %s".formatted(LocalPostgres.login("migrate"), limit));
      }
    }
    Ended backup = gaia("backup", "--database", database.url(), "--to", "" + folder);
    backup.succeeded();
    assertThat(backup.err()).doesNotContain("not in the ledger");
    Ended restored = restore(database, Shelved.newest(folder).file());
    restored.succeeded();
    assertThat(restored.err()).doesNotContain("not in the ledger");
  }

  @Test
  void whereTransactionsArePrepared_itIsRefusedBeforeAnyWork() throws SQLException, IOException {
    Shelved backup = Shelved.of(database, folder);
    try (Connection owner = database.owner()) {
      owner.setAutoCommit(false);
      Scratch.execute(owner, "create table public.half (a integer)");
      Scratch.execute(owner, "prepare transaction 'it''s half'");
    }
    Ended ended = restore(database, backup.file());
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .contains(
            "refused: gaia holds prepared transactions, and with them it can't be renamed: 'it''s half'",
            "hint: end each of them")
        .doesNotContain("checked ");
    gaia("restore", backup.file(), "--database", database.url(), "--no-swap").succeeded();
    database.run("rollback prepared 'it''s half'");
    restore(database, backup.file()).succeeded();
    assertThat(old(database)).hasSize(1);
  }

  @Test
  void whatWasKeptAndIsInUse_keepsNoneOfTheOthers() throws SQLException, IOException {
    Shelved backup = Shelved.of(database, folder);
    restore(database, backup.file()).succeeded();
    restore(database, backup.file()).succeeded();
    String used = old(database).getFirst();
    String unused = old(database).getLast();
    try (Connection other = server.connectAsCloud(used, false)) {
      assertThat(other.isValid(1)).isTrue();
      Ended ended = gaia("restore", "--drop-old", "--database", database.url(), "--yes");
      assertThat(ended.exit()).as(ended.err()).isEqualTo(75);
      assertThat(ended.err())
          .contains("busy: dropped " + unused + "; " + used + " is in use, 1 connected: ");
    }
    assertThat(databases(database, "gaia\\_old\\_%")).containsExactly(used);
  }
}
