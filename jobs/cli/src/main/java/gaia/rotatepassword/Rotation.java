package gaia.rotatepassword;

import gaia.cli.Database;
import gaia.cli.Failure;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Stop;
import gaia.cli.Units;
import gaia.secret.Login;
import gaia.secret.Secret;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One client's change of login. Whatever it is ended between, the secret names a login that works:
 * the idle one gets its password first, and only then is the secret's next version.
 */
final class Rotation {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  private final Run run;
  private final Pair pair;
  private final Secret secret;
  private final Patience patience;

  /**
   * How long clients are waited for.
   *
   * @param settle a client may go on so long with what it has read
   * @param drain what is still connected by the idle login may take so long to go
   */
  record Patience(Duration settle, Duration drain) {}

  Rotation(Run run, Pair pair, Secret secret, Patience patience) {
    this.run = run;
    this.pair = pair;
    this.secret = secret;
    this.patience = patience;
  }

  /** False where it is as it should be already. */
  boolean make(boolean dry) throws SQLException, IOException {
    pair.mustExist(run.home());
    Secret.@Nullable Version before = secret.latest();
    @Nullable Login used = before == null ? null : Login.of(before);
    String idle = pair.idle(used);
    if (before != null && used != null && works(before.url())) {
      Duration age = Duration.between(before.madeAt(), Instant.now());
      if (age.compareTo(patience.settle()) < 0) {
        settled(used, age, dry);
        return false;
      }
    } else if (used != null) {
      run.progress("%s does not get in by what the secret says".formatted(used.user()));
    }
    if (dry) {
      tell("would get a new password", idle, used);
      return true;
    }
    await(idle);
    String password = Pair.password();
    String url = run.database().url(idle, password);
    Pair.set(run.home(), idle, password);
    String next = used == null ? url : used.as(url);
    mustWork(next, idle);
    secret.add(next);
    verify(next, idle);
    retire();
    tell("has a new password, and the secret names it", idle, used);
    if (used != null) {
      drains(used);
    }
    return true;
  }

  /** Also how a run goes on that was killed once the secret had its version. */
  private void settled(Login used, Duration age, boolean dry) throws IOException {
    if (!dry) {
      retire();
    }
    run.answer(
        "%s: %s since %s ago, and it gets in; others may still use the login before until %s have passed"
            .formatted(pair.client(), used.user(), Units.age(age), Units.age(patience.settle())));
    run.item(Map.of("client", pair.client(), "login", used.user(), "changed", false));
  }

  /** By its own password nobody could log in again who still does by the idle one. */
  private void await(String idle) throws SQLException {
    long deadline = System.nanoTime() + patience.drain().toNanos();
    long left = Pair.connections(run.home(), idle);
    while (left > 0) {
      if (System.nanoTime() >= deadline) {
        throw Stop.because(
            Outcome.BUSY,
            "%d connections still use %s, which the secret no longer names".formatted(left, idle),
            "restart these clients or wait for them (--drain 15m); gaia prune ends the idle ones");
      }
      pause();
      left = Pair.connections(run.home(), idle);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Stop.because(Outcome.FAILED, "interrupted", "run it again: nothing was changed");
    }
  }

  /** As a client would: another database or server is what the URL may name. */
  private boolean works(String url) throws SQLException {
    Database client = run.database(url);
    try (Connection in = client.tryOnce()) {
      return in.isValid(5);
    } catch (SQLException e) {
      if (String.valueOf(e.getSQLState()).startsWith("28")) {
        return false;
      }
      throw Failure.of(e);
    }
  }

  private void mustWork(String url, String login) throws SQLException {
    if (!works(url)) {
      throw Stop.because(
          Outcome.FAILED,
          login + " does not get in by its new password; the secret is as it was",
          "does pg_hba.conf let it in? run it again");
    }
  }

  /** What was written is read back, and tried. */
  private void verify(String url, String login) throws SQLException, IOException {
    Secret.@Nullable Version now = secret.latest();
    if (now == null || !now.url().equals(url)) {
      throw Stop.because(
          Outcome.FAILED,
          secret.place() + " does not say what was written to it: somebody else did meanwhile",
          "both logins get in; see who writes there, then run it again");
    }
    mustWork(now.url(), login);
  }

  /** What fails here is done by the next run. */
  private void retire() {
    try {
      run.count("versions_retired", secret.retire());
    } catch (IOException e) {
      run.progress("could not take back old versions of " + secret.place() + ": " + e.getMessage());
    }
  }

  private void tell(String what, String idle, @Nullable Login used) {
    run.answer(
        "%s: %s %s%s"
            .formatted(
                pair.client(), idle, what, used == null ? "" : "; " + used.user() + " before"));
    run.item(Map.of("client", pair.client(), "login", idle, "changed", !what.startsWith("would")));
  }

  private void drains(Login used) throws SQLException {
    long left = Pair.connections(run.home(), used.user());
    run.count("draining", left);
    run.answer(
        left == 0
            ? "nobody is connected as %s".formatted(used.user())
            : "%d connections of %s drain; its password holds until the next rotation"
                .formatted(left, used.user()));
  }
}
