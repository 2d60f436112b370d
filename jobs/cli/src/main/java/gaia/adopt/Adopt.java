package gaia.adopt;

import gaia.catalog.Catalog;
import gaia.catalog.Kind;
import gaia.cli.ChangingJob;
import gaia.cli.JobLock;
import gaia.cli.Losing;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Stop;
import gaia.drift.Expected;
import gaia.schema.Scripts;
import gaia.schema.Standing;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Singleton
@Command(
    name = "adopt",
    description = "Make a live database that we did not make ours, with the rows that it holds.")
final class Adopt extends ChangingJob {
  @Mixin private Losing losing = new Losing();

  @Option(
      names = "--issuer",
      paramLabel = "[PROVIDER=]URL",
      description =
          "Whose tokens people sign in with, letter for letter as IDENTITY_ISSUER (Auth0's ends in /)."
              + " Their accounts' subjects and it make their ids. With PROVIDER for the accounts of one"
              + " provider; may be repeated.")
  private List<String> issuers = new ArrayList<>();

  private final JsonMapper json;
  private final Scripts scripts;

  Adopt(JsonMapper json, Scripts scripts) {
    this.json = json;
    this.scripts = scripts;
  }

  /** A migrate meanwhile would make what this is about to make. */
  @Override
  protected String turn() {
    return "migrate";
  }

  @Override
  protected Outcome run(Run run) throws SQLException {
    Issuers said = Issuers.of(issuers);
    Connection live = run.home();
    Catalog old = old(run, live);
    Adoption adoption = new Adoption(Expected.load(json, scripts).catalog(), scripts, said);
    Takeover.mustBePossible(live, old);
    try (JobLock lock = dryRun() ? JobLock.take(run, turn(), Duration.ZERO) : null;
        Copy copy = Copy.of(run, live, old)) {
      Tally tally = adoption.run(copy.connection());
      run.progress("rehearsal  " + copy + ": adopted and compared, " + run.took());
      // The copy may be without some of it.
      tally.gone(adoption.gone(old));
      tally.tell(run);
      mayLose(tally);
      mayEstrange(run, said, tally);
    }
    if (dryRun()) {
      run.answer("dry run: the database would become schema " + adoption.version());
      return Outcome.DONE;
    }
    adopt(live, adoption);
    run.answer("done: schema " + adoption.version() + ", verified, " + run.took());
    return Outcome.DONE;
  }

  private Catalog old(Run run, Connection live) throws SQLException {
    Standing standing = Standing.read(live, scripts);
    Session.asLogin(live);
    if (!standing.isBare()) {
      throw Stop.because(
          Outcome.REFUSED,
          "the database is ours already, at schema " + standing.version(),
          "gaia migrate brings it forward");
    }
    // Of a table that somebody has locked neither its views nor its rows can be read.
    Session.execute(live, "set lock_timeout = '10s'");
    Catalog old = Catalog.read(live);
    if (old.items(Kind.TABLE).isEmpty()) {
      throw Stop.because(
          Outcome.REFUSED,
          "there is no table to adopt",
          "gaia migrate makes the schema in an empty database");
    }
    run.progress(
        "%s  %d tables that are not ours"
            .formatted(run.database().place(), old.items(Kind.TABLE).size()));
    return old;
  }

  private void adopt(Connection live, Adoption adoption) throws SQLException {
    live.setAutoCommit(false);
    try {
      mayLose(adoption.run(live));
      live.commit();
    } finally {
      live.rollback();
      live.setAutoCommit(true);
    }
  }

  /** Rows may have come since the rehearsal, so it is asked again before anything is kept. */
  private void mayLose(Tally tally) {
    if (tally.lost() + tally.gone().number() > 0 && !losing.isAllowed() && !dryRun()) {
      throw Stop.because(
          Outcome.REFUSED,
          "%d rows and values would be lost and %d other things would go, nothing was changed"
              .formatted(tally.lost(), tally.gone().number()),
          "mend what can be mended, then say --lose-data for the rest; --dry-run shows it again");
    }
  }

  /** Whoever signed in under an id that nobody had would find nothing of what was theirs. */
  private void mayEstrange(Run run, Issuers said, Tally tally) {
    if (!said.isEmpty() || !tally.signing().hasAnybody()) {
      return;
    }
    String hint = "--issuer URL, as the functions' IDENTITY_ISSUER has it";
    if (!dryRun()) {
      throw Stop.because(
          Outcome.REFUSED,
          "it was not said with whose tokens these people sign in, nothing was changed",
          hint);
    }
    run.progress("hint: without --issuer it will be refused: say " + hint);
  }
}
