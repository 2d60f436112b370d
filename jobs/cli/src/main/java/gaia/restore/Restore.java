package gaia.restore;

import static java.nio.charset.StandardCharsets.UTF_8;

import gaia.archive.BackupPlace;
import gaia.archive.Inspection;
import gaia.archive.Manifest;
import gaia.archive.Parallel;
import gaia.archive.Size;
import gaia.archive.Unusable;
import gaia.cli.Beside;
import gaia.cli.ChangingJob;
import gaia.cli.Consent;
import gaia.cli.JobLock;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Stop;
import gaia.cli.Took;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Singleton
@Command(
    name = "restore",
    description = "Bring a backup back into a new database, which then takes the live one's place.")
final class Restore extends ChangingJob {
  // Each has two connections, and a small server takes few.
  private static final int USUAL_JOBS = 4;

  // PostgreSQL cuts longer ones off.
  private static final int LONGEST_NAME = 63;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "A backup, by its name or its path; on a terminal a list is there to choose.")
  private @Nullable String file;

  @Mixin private BackupPlace place = new BackupPlace();

  @Option(
      names = "--into",
      paramLabel = "NAME",
      description = "Call the new database so, and leave the live one in its place.")
  private @Nullable String into;

  @Option(names = "--no-swap", description = "Leave the live one in its place.")
  private boolean noSwap;

  @Option(names = "--disconnect", description = "End whoever is connected when they are swapped.")
  private boolean disconnect;

  @Option(names = "--drop-old", description = "Only drop what earlier restores have put aside.")
  private boolean dropOld;

  @Mixin private Consent consent = new Consent();

  @Mixin private Parallel parallel = new Parallel();

  private final JsonMapper json;

  Restore(JsonMapper json) {
    this.json = json;
  }

  /** Its turn is taken below: the live database may not be there to begin with. */
  @Override
  protected boolean alone() {
    return false;
  }

  @Override
  protected Outcome run(Run run) throws SQLException {
    mustFit(run);
    Chosen chosen = dropOld ? null : Chosen.of(run, place.toString(), file, json);
    if (chosen != null) {
      new Inspection(chosen.store(), chosen.manifest()).mustBeOurs();
    }
    // From another database, since nobody may be in one that is renamed; the run ends in the new.
    try (Connection home = run.database().named("postgres").connect()) {
      run.settle(home);
      if (dryRun()) {
        return chosen == null ? new Old(run, home).preview() : preview(run, home, chosen);
      }
      // What a migrate does must not be swapped away meanwhile.
      try (JobLock turn = JobLock.take(run, "migrate", Duration.ZERO)) {
        return chosen == null ? new Old(run, home).drop(consent) : restore(run, home, chosen);
      }
    }
  }

  private Outcome restore(Run run, Connection home, Chosen chosen) throws SQLException {
    tell(run, chosen.manifest());
    Beside work = work(run);
    if (work.exists()) {
      work.drop();
      run.progress("cleared    " + work + ", which a run that was killed had begun");
    }
    Target target = target(run, home);
    target.mustBeFree(disconnect);
    if (target.isSwap() && target.isLive()) {
      consent.ask(run);
    }
    check(run, chosen);
    boolean done = false;
    try {
      Place.like(home, run.database().name()).make(work);
      rebuild(run, work, chosen);
      target.take(work.database().name(), disconnect);
      done = true;
    } finally {
      if (!done) {
        drop(run, work);
      }
    }
    run.answer(
        "done: %s is %s again: %,d rows of %d tables, verified, %s"
            .formatted(
                target.name(),
                chosen.manifest().name(),
                chosen.manifest().rows(),
                chosen.manifest().tables().size(),
                run.took()));
    return Outcome.DONE;
  }

  private Outcome preview(Run run, Connection home, Chosen chosen) throws SQLException {
    Manifest manifest = chosen.manifest();
    tell(run, manifest);
    Target target = target(run, home);
    check(run, chosen);
    target.preview();
    run.answer(
        "dry run: %,d rows of %d tables would become %s"
            .formatted(manifest.rows(), manifest.tables().size(), target.name()));
    return Outcome.DONE;
  }

  /** What is loaded and compared before it gets its name. */
  private static Beside work(Run run) {
    return Beside.of(run, "gaia_restore");
  }

  private Target target(Run run, Connection home) throws SQLException {
    return Target.of(run, home, into, noSwap);
  }

  private void rebuild(Run run, Beside work, Chosen chosen) throws SQLException {
    Manifest manifest = chosen.manifest();
    long begun = System.nanoTime();
    try {
      Progress progress = new Progress(run, manifest);
      Load load = new Load(work.database(), chosen.store(), manifest, progress);
      Verdict verdict = load.run(workers());
      if (!verdict.isTheSame()) {
        throw Stop.because(
            Outcome.FAILED,
            "what was restored is not what was backed up: "
                + String.join("; ", verdict.differing()),
            "nothing was changed: gaia drill tells whether another server does better");
      }
      if (!verdict.comparable()) {
        run.progress("the schema was not compared: another major version says it otherwise");
      }
      load.times().forEach((what, millis) -> run.count(what + "_ms", millis));
      run.count("load_ms", (System.nanoTime() - begun) / 1_000_000);
      step(
          run,
          "restored",
          begun,
          "%,d rows, each read back from %s".formatted(manifest.rows(), work));
    } catch (IOException e) {
      throw Unusable.of(chosen.store(), e);
    }
  }

  private static void check(Run run, Chosen chosen) {
    long begun = System.nanoTime();
    try {
      new Inspection(chosen.store(), chosen.manifest()).mustBeWhole();
    } catch (IOException e) {
      throw Unusable.of(chosen.store(), e);
    }
    step(run, "checked", begun, "SHA-256 of " + Size.of(chosen.manifest().bytes()));
  }

  private static void drop(Run run, Beside work) {
    try {
      work.drop();
    } catch (SQLException e) {
      run.progress(work + " stays for the next run: " + e.getMessage());
    }
  }

  private static void step(Run run, String word, long begun, String what) {
    run.progress(
        String.format(
            Locale.ROOT,
            "%-11s%-62s%s",
            word,
            what,
            Took.seconds(Duration.ofNanos(System.nanoTime() - begun))));
  }

  private static void tell(Run run, Manifest manifest) {
    run.progress(
        "%s  %s  %s  %,d rows  schema %d  of %s at %s"
            .formatted(
                run.database().place(),
                manifest.file(),
                Size.of(manifest.bytes()),
                manifest.rows(),
                manifest.schemaVersion(),
                manifest.database(),
                manifest.snapshotAt()));
    run.count("bytes", manifest.bytes());
    run.count("plain_bytes", manifest.plainBytes());
    run.count("rows", manifest.rows());
    run.count("tables", manifest.tables().size());
    run.count("schema", manifest.schemaVersion());
  }

  /** Two for each core: while one expands what it has read, the server works for another. */
  private int workers() {
    return parallel.number(Math.min(USUAL_JOBS, 2 * Runtime.getRuntime().availableProcessors()));
  }

  private void mustFit(Run run) {
    if (dropOld && (file != null || into != null || noSwap || disconnect)) {
      throw Stop.usage(
          "--drop-old drops what earlier restores put aside, and restores nothing",
          "say it alone, once nobody misses the old database");
    }
    workers();
    if (into != null && (into.isEmpty() || into.getBytes(UTF_8).length > LONGEST_NAME)) {
      throw Stop.usage(
          "--into '%s' is no name of a database".formatted(into),
          "say one of 1 to %d bytes".formatted(LONGEST_NAME));
    }
    String live = run.database().name();
    if (into != null && (into.equals(work(run).database().name()) || Kept.isOld(into, live))) {
      throw Stop.usage(
          "--into %s is what restores call a database that they drop again".formatted(into),
          "say another name");
    }
    if (live.equals(into)) {
      throw Stop.usage("--into " + into + " is the live database", "without --into it is replaced");
    }
    if (live.equals("postgres") && into == null && !noSwap && !dropOld) {
      throw Stop.usage(
          "the database postgres can't be replaced: jobs hold their locks in it",
          "say --into NAME, or name another by --database");
    }
  }
}
