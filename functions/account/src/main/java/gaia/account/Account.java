package gaia.account;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The caller, to themselves. */
@Serdeable(naming = SnakeCaseStrategy.class)
record Account(
    UUID userId,
    @Nullable String displayName,
    @Nullable String email,
    boolean isAdmin,
    Counts counts) {

  /**
   * What is theirs at the moment.
   *
   * @param sessions that they are in and that have not ended; hosted ones among them
   * @param campaigns that they own and that are active
   * @param permissions in force
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Counts(long sessions, long hostedSessions, long campaigns, long permissions) {}

  static Account of(AccountRow row) {
    return new Account(
        row.userId(),
        row.displayName(),
        row.email(),
        row.isAdmin(),
        new Counts(row.sessions(), row.hostedSessions(), row.campaigns(), row.permissions()));
  }
}
