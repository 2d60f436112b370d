package gaia.local.postgres;

import org.jspecify.annotations.Nullable;

/** Says in one sentence, fit for a terminal, why there is no server, and what to do. */
public final class PostgresUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  PostgresUnavailable(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
