package gaia.settings;

import gaia.cli.Stop;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What Terraform has set up around the database and no query can tell, in {@code GAIA_DEPLOYMENT}
 * as JSON (infra/doctor.tf); each is null where nobody said it.
 *
 * @param functions by their words
 * @param jobs how many may run at once, before the budget's own limit
 * @param clientConnections of the clients that know only a password, together
 * @param authorizedNetworks by name; those that may connect without the connector
 * @param connectorRequired nobody gets in without the Cloud SQL connector
 * @param alertEmails how many people are told
 * @param secrets names in Secret Manager
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record Deployment(
    @Nullable Long memoryMb,
    @Nullable String diskType,
    @Nullable Long diskLimitGb,
    @Nullable Long maxConnections,
    @Nullable Map<String, Size> functions,
    @Nullable Long jobs,
    @Nullable Long clientConnections,
    @Nullable Map<String, String> authorizedNetworks,
    @Nullable Boolean connectorRequired,
    @Nullable Boolean privateIp,
    @Nullable String sslMode,
    @Nullable Boolean pointInTimeRecovery,
    @Nullable Long alertPolicies,
    @Nullable Long alertEmails,
    @Nullable List<String> secrets) {
  private static final String VARIABLE = "GAIA_DEPLOYMENT";

  /** How far a function may grow. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record Size(long pool, long maxInstances) {}

  /** On one machine, where Terraform has made nothing. */
  public static Deployment unknown() {
    return new Deployment(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
  }

  public static Deployment of(@Nullable String text, JsonMapper json) {
    if (text == null || text.isBlank()) {
      return unknown();
    }
    try {
      return Objects.requireNonNullElse(json.readValue(text, Deployment.class), unknown());
    } catch (IOException e) {
      throw Stop.usage(
          VARIABLE + " is not what infra/doctor.tf makes: " + e.getMessage(), "leave it out");
    }
  }

  /** A mapper takes long to start, so it is asked for only where there is something to read. */
  public static Deployment fromEnvironment(Supplier<JsonMapper> json) {
    String text = System.getenv(VARIABLE);
    return text == null ? unknown() : of(text, json.get());
  }
}
