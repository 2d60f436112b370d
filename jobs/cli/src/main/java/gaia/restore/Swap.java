package gaia.restore;

import gaia.archive.Bundled;
import gaia.catalog.form.Sql;
import gaia.cli.Database;
import gaia.cli.Failure;
import gaia.cli.Maker;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Stop;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Puts a restored database in the place of the live one. Both renames are one transaction, so at
 * any moment, also after a kill, the name leads to one of them; who connects meanwhile waits.
 */
final class Swap {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String IN_USE = "55006";
  private static final String NOT_FREE = "55P03";

  private final Run run;
  private final Connection home;
  private final Database server;
  private final String live;
  private final String restored;

  /**
   * Nothing yet.
   *
   * @param home a connection to another database
   */
  Swap(Run run, Connection home, Database server, String live, String restored) {
    this.run = run;
    this.home = home;
    this.server = server;
    this.live = live;
    this.restored = restored;
  }

  /** Says again for the restored database who may connect to the live one, and its settings. */
  void repeat() throws SQLException {
    String query =
        Bundled.sql(Swap.class, "repeat.sql")
            .replace("$1", Sql.literal(live))
            .replace("$2", Sql.literal(restored));
    String owner = owner();
    try (Statement statement = home.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        String as = rows.getString("who").equals("owner") ? owner : Maker.of(home);
        try {
          Maker.as(home, as, rows.getString("sql"));
        } catch (SQLException e) {
          run.progress("not repeated: %s: %s".formatted(rows.getString("sql"), Failure.text(e)));
        }
      }
    }
  }

  /**
   * The live one, where there is one, is called so from then on.
   *
   * @param disconnect ends whoever is connected to it
   */
  void rename(String old, boolean disconnect) throws SQLException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        if (disconnect) {
          renameWhileEnding(old);
        } else {
          // Those that come while a rename waits would have to wait too.
          awaitNobody(deadline);
          once(old);
        }
        return;
      } catch (SQLException e) {
        if (!IN_USE.equals(e.getSQLState()) && !NOT_FREE.equals(e.getSQLState())) {
          throw e;
        }
        if (System.nanoTime() > deadline) {
          throw busy(disconnect, e);
        }
        run.progress("waiting    %s is in use: %s".formatted(live, Failure.text(e)));
      }
    }
  }

  private Stop busy(boolean disconnect, SQLException e) throws SQLException {
    Others lasting = Others.lasting(home, live);
    if (disconnect && lasting.number() > 0) {
      return Stop.because(
          Outcome.BUSY,
          "nothing was changed: this login may not end " + lasting.names() + " in " + live,
          "stop them, or restore by a login that may end them, such as one of pg_signal_backend",
          e);
    }
    return Stop.because(
        Outcome.BUSY,
        "nothing was changed: %s is in use: %s".formatted(live, Failure.text(e)),
        "see who is connected to " + live + ", then try again",
        e);
  }

  private void awaitNobody(long deadline) throws SQLException {
    Others others = Others.of(home, live);
    if (others.number() > 0) {
      run.progress("waiting    " + others);
    }
    while (others.number() > 0) {
      if (System.nanoTime() > deadline || !waited()) {
        throw Stop.because(
            Outcome.BUSY,
            "nothing was changed: " + others,
            "stop them and try again, or say --disconnect, which ends them at the swap");
      }
      others = Others.of(home, live);
    }
  }

  private static boolean waited() {
    try {
      Thread.sleep(Duration.ofMillis(500));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Who comes back at once is ended again, until the rename lets nobody in. */
  private void renameWhileEnding(String old) throws SQLException {
    CountDownLatch done = new CountDownLatch(1);
    try (Connection another = server.connect()) {
      Thread ending = Thread.ofVirtual().start(() -> end(another, done));
      try {
        once(old);
      } finally {
        done.countDown();
        ending.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(Connection another, CountDownLatch done) {
    try {
      int ended = 0;
      do {
        ended += Others.end(another, live);
      } while (!done.await(50, TimeUnit.MILLISECONDS));
      run.count("disconnected", ended);
    } catch (SQLException e) {
      run.progress("others can't be ended: " + Failure.text(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void once(String old) throws SQLException {
    String swap =
        Bundled.sql(Swap.class, "swap.sql")
            .replace("{live}", Sql.literal(live))
            .replace("{restored}", Sql.literal(restored))
            .replace("{old}", Sql.literal(old));
    String maker = Maker.of(home);
    home.setAutoCommit(false);
    try (Statement statement = home.createStatement()) {
      statement.execute("set local role " + maker + "; set local lock_timeout = '10s'");
      statement.execute(swap);
      home.commit();
    } finally {
      if (!home.isClosed()) {
        home.rollback();
        home.setAutoCommit(true);
      }
    }
  }

  private String owner() throws SQLException {
    try (PreparedStatement statement =
        home.prepareStatement(
            "select quote_ident(datdba::regrole::text) from pg_database where datname = ?")) {
      statement.setString(1, restored);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
