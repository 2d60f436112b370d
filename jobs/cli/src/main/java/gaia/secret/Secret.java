package gaia.secret;

import gaia.cli.Stop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a client finds how to log in: a DATABASE_URL, and of its versions the latest counts. */
public interface Secret {
  /**
   * A version of it.
   *
   * @param name where one can be named, else empty
   * @param url the DATABASE_URL that it holds
   */
  record Version(String name, String url, Instant madeAt) {}

  /** In the name of a secret it stands for the word of the client. */
  String CLIENT = "{client}";

  /**
   * The one that an option names.
   *
   * @param where {@code projects/P/secrets/S} in Secret Manager, or a file of this machine
   */
  static Secret of(String where) {
    if (where.matches("projects/[^/]+/secrets/[A-Za-z0-9_-]+")) {
      return ManagedSecret.of(where);
    }
    if (where.startsWith("projects/")) {
      throw Stop.usage(where + " is no secret", "projects/PROJECT/secrets/NAME, without a version");
    }
    return new FileSecret(Path.of(where));
  }

  /** As a person names it. */
  String place();

  /** What a client reads now; null where nothing was written yet. */
  @Nullable Version latest() throws IOException;

  /** From then on clients read this. */
  void add(String url) throws IOException;

  /**
   * Takes back what no client needs any more: all but the newest two.
   *
   * @return how many that were
   */
  int retire() throws IOException;
}
