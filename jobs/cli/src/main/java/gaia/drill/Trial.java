package gaia.drill;

import gaia.archive.Inspection;
import gaia.archive.Manifest;
import gaia.archive.Store;
import gaia.archive.Unusable;
import gaia.catalog.Catalog;
import gaia.cli.Database;
import gaia.cli.Failure;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Stop;
import gaia.restore.Load;
import gaia.restore.Place;
import gaia.restore.Progress;
import gaia.restore.Verdict;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a backup that was restored.
 *
 * @param recovery from its first byte to the last check
 * @param wrong sentences; none where it is all there
 * @param catalog of what was restored; null where that did not come to its end
 */
record Trial(Duration recovery, List<String> wrong, @Nullable Catalog catalog) {
  static Trial of(Run run, Store store, Manifest manifest, Ground ground, Place live, int jobs)
      throws SQLException {
    long begun = System.nanoTime();
    // Where none can be made, nothing is known of the backup.
    Database scratch = ground.scratch(run, live);
    try {
      new Inspection(store, manifest).mustBeWhole();
      Progress progress = new Progress(run, manifest);
      Load load = new Load(scratch, store, manifest, progress);
      Verdict verdict = load.run(jobs);
      return new Trial(since(begun), new ArrayList<>(verdict.differing()), verdict.catalog());
    } catch (IOException e) {
      throw Unusable.of(store, e);
    } catch (SQLException e) {
      // The server went away, of which the backup knows nothing.
      if (Failure.outcome(e) != Outcome.FAILED) {
        throw Failure.of(e);
      }
      return failed(begun, Failure.text(e));
    } catch (Stop e) {
      if (e.outcome() == Outcome.UNREACHABLE) {
        throw e;
      }
      return failed(begun, String.valueOf(e.getMessage()));
    }
  }

  private static Trial failed(long begun, String wrong) {
    return new Trial(since(begun), new ArrayList<>(List.of(wrong)), null);
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
