package gaia.restore;

import gaia.cli.Failure;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Stop;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the new database becomes.
 *
 * @param name that it gets in the end
 * @param isSwap whether that is the live one's
 * @param isLive whether there is one of that name
 * @param old what the live one is called then
 */
record Target(Run run, Connection home, String name, boolean isSwap, boolean isLive, String old) {
  /** As the options say. */
  static Target of(Run run, Connection home, @Nullable String into, boolean noSwap)
      throws SQLException {
    String live = run.database().name();
    boolean swap = into == null && !noSwap;
    String name = swap ? live : into == null ? free(home, live, "restored") : into;
    return new Target(run, home, name, swap, exists(home, name), free(home, live, "old"));
  }

  /** Of this second, or where a clock that went back has come by that again, of a later one. */
  private static String free(Connection home, String live, String what) throws SQLException {
    Instant at = Instant.now();
    while (exists(home, Kept.name(live, what, at))) {
      at = at.plusSeconds(1);
    }
    return Kept.name(live, what, at);
  }

  /** Refuses before any work what could only be refused after it. */
  void mustBeFree(boolean disconnect) throws SQLException {
    if (!isSwap && isLive) {
      throw Stop.because(
          Outcome.REFUSED,
          "there is a database " + name,
          "drop it first, or name another by --into");
    }
    if (isSwap && !isLive) {
      List<String> kept = Kept.of(home, name);
      run.progress(
          "there is no database %s now%s"
              .formatted(name, kept.isEmpty() ? "" : "; put aside earlier: " + kept));
    }
    Others others = Others.of(home, name);
    if (isSwap && !disconnect && others.number() > 0) {
      throw others.refusal();
    }
    if (isSwap && !prepared().isEmpty()) {
      throw Stop.because(
          Outcome.REFUSED,
          "%s holds prepared transactions, and with them it can't be renamed: %s"
              .formatted(name, String.join(", ", prepared())),
          "end each of them in it by commit prepared or rollback prepared");
    }
    Others lasting = Others.lasting(home, name);
    if (isSwap && lasting.number() > 0) {
      run.progress(
          "this login may not end %s, which keeps %s from being swapped while it lasts"
              .formatted(lasting.names(), name));
    }
  }

  /** The restored database is this from then on. */
  void take(String restored, boolean disconnect) throws SQLException {
    Swap swap = new Swap(run, home, run.database().named("postgres"), name, restored);
    if (isSwap) {
      swap.repeat();
    }
    try {
      swap.rename(old, disconnect);
    } catch (SQLException e) {
      throw Stop.because(
          Outcome.FAILED,
          "%s could not be put in the place of %s: %s".formatted(restored, name, Failure.text(e)),
          "nothing was changed: see who is connected to " + name + ", then try again",
          e);
    }
    run.item(Map.of("database", name, "old", isSwap && isLive ? old : ""));
    if (isSwap && isLive) {
      run.progress(
          "swapped    the old one is kept as %s; gaia restore --drop-old drops it".formatted(old));
    }
  }

  void preview() throws SQLException {
    Others others = Others.of(home, name);
    if (isSwap && others.number() > 0) {
      run.answer("would want --disconnect: " + others);
    }
    if (isSwap && !prepared().isEmpty()) {
      run.answer("would refuse: prepared transactions: " + String.join(", ", prepared()));
    }
    if (isSwap && isLive) {
      run.answer("would keep the old one as " + old);
    }
    if (!isSwap && isLive) {
      run.answer("would refuse: there is a database " + name);
    }
  }

  /** Nobody is connected for them, and they are no part of any backup. */
  private List<String> prepared() throws SQLException {
    List<String> all = new ArrayList<>();
    try (PreparedStatement statement =
        home.prepareStatement(
            "select quote_literal(gid) from pg_prepared_xacts where database = ? order by prepared")) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          all.add(rows.getString(1));
        }
      }
    }
    return all;
  }

  private static boolean exists(Connection home, String name) throws SQLException {
    try (PreparedStatement statement =
        home.prepareStatement("select from pg_database where datname = ?")) {
      statement.setString(1, name);
      return statement.executeQuery().next();
    }
  }
}
