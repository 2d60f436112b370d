package gaia.database;

import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Settings in pgjdbc's words. */
final class DriverProperties {
  // Settings of a group role do not reach its members, so each connection brings the limits along.
  private static final String FUNCTION_LIMITS =
      "-c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000";
  // A pooled connection keeps a plan that was made while a table held a few rows: it must be one
  // that holds when the table is full. To read all of a few rows in the order of an index costs as
  // much as to look one up, so rows are said to be dear, and such an order is of no use to a join.
  // Whoever compiles or plans a statement of a millisecond each time loses.
  private static final String FUNCTION_PLANS =
      "-c enable_seqscan=off -c enable_mergejoin=off -c cpu_tuple_cost=5 -c cpu_index_tuple_cost=5"
          + " -c jit=off -c plan_cache_mode=force_generic_plan";
  // A database that somebody made read-only is what a job has to tell, and to mend. What they set
  // for clients who hang would end a job whose statements are long, or that waits with a lock.
  private static final String JOB_LIMITS =
      "-c default_transaction_read_only=off -c statement_timeout=0 -c idle_session_timeout=0"
          + " -c idle_in_transaction_session_timeout=0";
  private static final Duration GREETING = Duration.ofSeconds(1);
  private static final Duration CERTIFICATES = Duration.ofSeconds(8);

  private DriverProperties() {}

  static Properties ofFunction(DatabaseSettings settings, String word) {
    Properties all = common(settings, word);
    all.setProperty("options", FUNCTION_LIMITS + " " + FUNCTION_PLANS);
    // Only when the server is gone: its own limits speak first.
    all.setProperty("socketTimeout", "6");
    // A function has one or two statements: they are worth a plan from the first time.
    all.setProperty("prepareThreshold", "1");
    // What may be written says the role; see Pool.
    all.setProperty("readOnlyMode", "ignore");
    // The detail of a broken constraint quotes what was bound.
    all.setProperty("logServerErrorDetail", "false");
    return all;
  }

  static Properties ofJob(DatabaseSettings settings, String word) {
    Properties all = common(settings, word);
    all.setProperty("options", JOB_LIMITS);
    return all;
  }

  private static Properties common(DatabaseSettings settings, String word) {
    Properties all = new Properties();
    all.setProperty("user", settings.user());
    put(all, "password", settings.password());
    put(all, "ApplicationName", name(settings, word));
    all.setProperty("connectTimeout", seconds(settings.connectTimeout()));
    all.setProperty("loginTimeout", seconds(login(settings)));
    all.setProperty("tcpKeepAlive", "true");
    if (settings.instance() != null) {
      connector(all, settings, settings.instance());
    }
    tls(all, settings.tls());
    return all;
  }

  private static void connector(Properties all, DatabaseSettings settings, String instance) {
    all.setProperty("socketFactory", "com.google.cloud.sql.postgres.SocketFactory");
    all.setProperty("cloudSqlInstance", instance);
    // A frozen instance has no background: certificates are renewed when a connection needs one.
    all.setProperty("cloudSqlRefreshStrategy", "lazy");
    all.setProperty("ipTypes", settings.ipTypes());
    if (settings.password() == null) {
      all.setProperty("enableIamAuth", "true");
      // The driver insists on one; the connector sends the login's token in its place.
      all.setProperty("password", "unused");
    }
  }

  private static void tls(Properties all, Tls tls) {
    all.setProperty("sslmode", tls.mode());
    put(all, "channelBinding", tls.channelBinding());
    put(all, "sslrootcert", tls.rootCertificate());
    if (tls.verifies() && tls.rootCertificate() == null) {
      // The driver's own default wants a file in the home folder; this one trusts what Java does.
      all.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
    }
  }

  private static String name(DatabaseSettings settings, String word) {
    return settings.application() != null ? settings.application() : "gaia-" + word;
  }

  /** The connector first fetches certificates, which a cold start makes slow. */
  private static Duration login(DatabaseSettings settings) {
    return settings.connectTimeout().plus(settings.instance() != null ? CERTIFICATES : GREETING);
  }

  private static String seconds(Duration duration) {
    return Long.toString(duration.toSeconds());
  }

  private static void put(Properties all, String name, @Nullable String value) {
    if (value != null) {
      all.setProperty(name, value);
    }
  }
}
