package gaia.cleanup;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may call and for how long a call works; without a scheduler the function refuses to start.
 *
 * @param scheduler the e-mail of the account that runs it
 * @param operators e-mails of those who may look what a run would do
 * @param time after which a call ends, whatever is left; the platform's limit must be longer
 */
@Context
@ConfigurationProperties("cleanup")
record CleanupSettings(
    @Bindable(defaultValue = "") String scheduler,
    @Bindable(defaultValue = "") List<String> operators,
    @Bindable(defaultValue = "9m") Duration time) {
  private static final Duration LONGEST = Duration.ofMinutes(55);

  CleanupSettings {
    if (!scheduler.contains("@")) {
      throw new IllegalArgumentException(
          "CLEANUP_SCHEDULER is not set: give it the e-mail of the account that Cloud Scheduler calls as");
    }
    if (time.compareTo(Duration.ofMillis(100)) < 0 || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "CLEANUP_TIME is " + time + ": it must be from 100ms to 55m, and below the platform's");
    }
  }

  boolean isScheduler(String email) {
    return email.equals(folded(scheduler));
  }

  boolean isOperator(String email) {
    return folded(operators).contains(email);
  }

  private static Set<String> folded(List<String> emails) {
    return emails.stream()
        .flatMap(some -> Arrays.stream(some.split(",", -1)))
        .map(CleanupSettings::folded)
        .filter(email -> !email.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  static String folded(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }
}
