package gaia.restore;

import gaia.cli.Beside;
import gaia.cli.Consent;
import gaia.cli.Outcome;
import gaia.cli.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What earlier restores have put aside. */
final class Old {
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
    for (String name : all) {
      Beside.named(home, run.database(), name).drop();
      run.item(Map.of("dropped", name));
    }
    run.count("dropped", all.size());
    run.answer("done: dropped " + String.join(", ", all));
    return Outcome.DONE;
  }
}
