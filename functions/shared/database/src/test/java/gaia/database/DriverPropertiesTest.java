package gaia.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.sql.core.ConnectionConfig;
import com.google.cloud.sql.postgres.SocketFactory;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

class DriverPropertiesTest {
  private static final String CLOUD = "postgresql://gaia-seat%40p.iam@/gaia?host=/cloudsql/p:r:db";

  @Test
  void driverKnowsEveryProperty() {
    Set<String> ofConnector =
        Set.of(
            ConnectionConfig.CLOUD_SQL_INSTANCE_PROPERTY,
            ConnectionConfig.CLOUD_SQL_REFRESH_STRATEGY_PROPERTY,
            ConnectionConfig.IP_TYPES_PROPERTY,
            ConnectionConfig.ENABLE_IAM_AUTH_PROPERTY);
    String far = "postgresql://u:p@h/g?sslrootcert=/root.crt&channel_binding=require";
    for (String url : List.of(CLOUD, far, "postgresql://u@h/g")) {
      assertThat(Given.url(url).read().functionProperties("seat").stringPropertyNames())
          .allMatch(name -> ofConnector.contains(name) || PGProperty.forName(name) != null);
    }
  }

  @Test
  void instanceIsReachedByTheConnector_withTheLoginsToken() {
    Properties properties = Given.url(CLOUD).read().functionProperties("seat");
    assertThat(properties)
        .containsEntry("socketFactory", SocketFactory.class.getName())
        .containsEntry("cloudSqlInstance", "p:r:db")
        .containsEntry("cloudSqlRefreshStrategy", "lazy")
        .containsEntry("ipTypes", "PUBLIC,PRIVATE")
        .containsEntry("enableIamAuth", "true")
        .containsEntry("sslmode", "disable")
        .containsEntry("user", "gaia-seat@p.iam");
    assertThat(properties.getProperty("password")).isNotEmpty();
  }

  @Test
  void passwordOnAnInstance_isUsedInPlaceOfTheToken() {
    Properties properties =
        Given.url(CLOUD).with("DB_PASSWORD", "secret").read().functionProperties("seat");
    assertThat(properties).containsEntry("password", "secret").doesNotContainKey("enableIamAuth");
  }

  @Test
  void functionsLimitsNest_jobsHaveNone() {
    DatabaseSettings settings = Given.url("postgresql://u@h/g").read();
    Properties function = settings.functionProperties("seat");
    assertThat(function)
        .containsEntry(
            "options",
            "-c statement_timeout=5000 -c lock_timeout=2000"
                + " -c idle_in_transaction_session_timeout=10000"
                + " -c enable_seqscan=off -c enable_mergejoin=off"
                + " -c cpu_tuple_cost=5 -c cpu_index_tuple_cost=5"
                + " -c jit=off -c plan_cache_mode=force_generic_plan")
        .containsEntry("socketTimeout", "6")
        .containsEntry("connectTimeout", "2")
        .containsEntry("ApplicationName", "gaia-seat");
    assertThat(settings.jobProperties("prune"))
        .doesNotContainKey("socketTimeout")
        .containsEntry(
            "options",
            "-c default_transaction_read_only=off -c statement_timeout=0 -c idle_session_timeout=0"
                + " -c idle_in_transaction_session_timeout=0")
        .containsEntry("ApplicationName", "gaia-prune");
  }

  @Test
  void verifiedTls_trustsWhatJavaTrusts_orTheFileThatWasNamed() {
    String url = "postgresql://u@h/g";
    assertThat(Given.url(url).read().jobProperties("x")).containsKey("sslfactory");
    assertThat(Given.url(url + "?sslrootcert=/r.crt").read().jobProperties("x"))
        .containsEntry("sslrootcert", "/r.crt")
        .doesNotContainKey("sslfactory");
  }

  @Test
  void addressesAreReadByTheDriverAsTheyAreMeant() {
    Properties far = parsed("postgresql://u@[2001:db8::7]:6432/a%20b%2F%3Fc");
    assertThat(far)
        .containsEntry("PGHOST", "[2001:db8::7]")
        .containsEntry("PGPORT", "6432")
        .containsEntry("PGDBNAME", "a b/?c");
    assertThat(parsed(CLOUD)).containsEntry("PGDBNAME", "gaia");
  }

  private static Properties parsed(String url) {
    return Objects.requireNonNull(
        Driver.parseURL(Given.url(url).read().jdbcUrl(), new Properties()));
  }
}
