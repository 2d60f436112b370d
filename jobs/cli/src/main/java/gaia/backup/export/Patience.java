package gaia.backup.export;

import com.google.api.client.http.HttpResponseException;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Stop;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks again while what was said may pass, until the limit, and tells now and then that it waits.
 */
final class Patience {
  private static final Duration OFTEN = Duration.ofSeconds(30);
  private static final int CONFLICT = 409;
  private static final int TOO_MANY = 429;
  private static final int SERVER = 500;

  private final Run run;
  private final Instance instance;
  private final Pauses pauses;
  private Duration told = Duration.ZERO;

  Patience(Run run, Instance instance, Duration limit) {
    this.run = run;
    this.instance = instance;
    pauses = new Pauses(limit);
  }

  interface Question<T> {
    /** Null where one has to ask again. */
    @Nullable T ask() throws IOException;
  }

  /**
   * The first answer that is one.
   *
   * @param waiting what is said meanwhile
   */
  <T> T await(String waiting, Question<T> question) throws IOException {
    pauses.again();
    String last = waiting;
    for (; ; ) {
      try {
        T answer = question.ask();
        if (answer != null) {
          return answer;
        }
        last = waiting;
      } catch (HttpResponseException e) {
        last = passing(e);
      } catch (IOException e) {
        last = "the Cloud SQL Admin API can't be reached: " + e.getMessage();
      }
      tell(last);
      if (!pauses.pause()) {
        throw tooLong(last);
      }
    }
  }

  private void tell(String what) {
    if (pauses.waited().compareTo(told) >= 0) {
      told = pauses.waited().plus(OFTEN);
      run.progress("waiting    %s, %d s".formatted(what, pauses.waited().toSeconds()));
    }
  }

  private Stop tooLong(String last) {
    return Stop.because(
        Outcome.BUSY,
        "%s, still after %d s".formatted(last, pauses.waited().toSeconds()),
        "run it again, which goes on with an export that was begun, or raise --wait from %d s"
            .formatted(pauses.limit().toSeconds()));
  }

  private String passing(HttpResponseException e) {
    int code = e.getStatusCode();
    if (code == CONFLICT) {
      return "another operation is at work on " + instance;
    }
    if (code == TOO_MANY || code >= SERVER) {
      return "the Cloud SQL Admin API says " + code;
    }
    throw refused(e);
  }

  private Stop refused(HttpResponseException e) {
    return Stop.because(
        Outcome.FAILED,
        "Cloud SQL does not export from %s: %s".formatted(instance, words(e)),
        switch (e.getStatusCode()) {
          case 401, 403 -> "who runs this needs cloudsql.instances.export on the instance";
          case 404 -> "see that DB_INSTANCE_CONNECTION_NAME names it and that it is there";
          default -> "--engine local writes a backup without Cloud SQL's help";
        },
        e);
  }

  private static String words(HttpResponseException e) {
    Supplier<String> status = () -> e.getStatusCode() + " " + e.getStatusMessage();
    String text = e.getContent() == null ? status.get() : e.getContent();
    String message = text.replaceAll("(?s).*?\"message\"\\s*:\\s*\"([^\"]*)\".*", "$1");
    return message.replaceAll("\\s+", " ").strip() + " (" + e.getStatusCode() + ")";
  }
}
