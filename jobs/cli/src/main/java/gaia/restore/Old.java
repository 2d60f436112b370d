package gaia.restore;

import gaia.cli.Beside;
import gaia.cli.Consent;
import gaia.cli.Failure;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Stop;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What earlier restores have put aside. */
final class Old {
  private static final String IN_USE = "55006";

  private final Run run;
  private final Connection home;
  private final List<String> all;

  Old(Run run, Connection home) throws SQLException {
    this.run = run;
    this.home = home;
    all = Kept.of(home, run.database().name());
  }

  Outcome preview() {
    all.forEach(name -> run.answer("would drop " + name));
    run.count("dropped", 0);
    run.answer("dry run: %d old databases of %s".formatted(all.size(), run.database().name()));
    return Outcome.DONE;
  }

  Outcome drop(Consent consent) throws SQLException {
    if (all.isEmpty()) {
      run.answer("nothing to do: no restore has put a database aside");
      return Outcome.NOTHING;
    }
    all.forEach(name -> run.progress("to drop    " + name));
    consent.ask(run);
    List<String> dropped = new ArrayList<>();
    List<String> used = new ArrayList<>();
    for (String name : all) {
      String user = user(name);
      if (user == null) {
        dropped.add(name);
        run.item(Map.of("dropped", name));
      } else {
        used.add(user);
      }
    }
    run.count("dropped", dropped.size());
    String said =
        dropped.isEmpty() ? "nothing was dropped" : "dropped " + String.join(", ", dropped);
    if (!used.isEmpty()) {
      throw Stop.because(
          Outcome.BUSY,
          said + "; " + String.join("; ", used),
          "see that nobody uses it any longer, then say --drop-old again");
    }
    run.answer("done: " + said);
    return Outcome.DONE;
  }

  /** Drops it; null when it is gone, else who keeps it from that. */
  private @Nullable String user(String name) throws SQLException {
    Others others = Others.of(home, name);
    if (others.number() > 0) {
      return others.toString();
    }
    try {
      Beside.named(home, run.database(), name).drop();
      return null;
    } catch (SQLException e) {
      if (!IN_USE.equals(e.getSQLState())) {
        throw e;
      }
      return Failure.text(e);
    }
  }
}
