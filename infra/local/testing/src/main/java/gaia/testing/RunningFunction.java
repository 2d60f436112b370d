package gaia.testing;

import com.google.cloud.functions.invoker.runner.Invoker;
import gaia.local.postgres.Ports;
import java.util.Map;
import java.util.TreeMap;

/**
 * The function on this class path, in this JVM, behind the invoker that serves it in the cloud. One
 * at a time: its settings are system properties.
 */
public final class RunningFunction implements AutoCloseable {
  private final Invoker invoker;
  private final int port;
  private final Map<String, String> settings;

  private RunningFunction(Invoker invoker, int port, Map<String, String> settings) {
    this.invoker = invoker;
    this.port = port;
    this.settings = settings;
  }

  /** Starts it under the login of its word, trusting this issuer. */
  public static RunningFunction start(String word, TestDatabase database, TestIssuer issuer) {
    return start(settings(database.url(word), issuer));
  }

  /** What a function is told by default, in the form of properties; change it and start with it. */
  public static Map<String, String> settings(String databaseUrl, TestIssuer issuer) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("database.url", databaseUrl);
    settings.put("identity.issuer", issuer.url());
    settings.put("identity.audience", TestIssuer.AUDIENCE);
    settings.put("identity.jwks-url", issuer.jwksUrl());
    settings.put("invite.token-key", "dGVzdHMgb25seTogbm90IGEgc2VjcmV0IGF0IGFsbCE=");
    settings.put("invite.link-base", "https://play.example/join");
    settings.put("cleanup.scheduler", "gaia-scheduler@local.iam");
    settings.put("cleanup.operators", "admin@local.test");
    settings.put("cors.origins", "https://play.example");
    return settings;
  }

  public static RunningFunction start(Map<String, String> settings) {
    settings.forEach(System::setProperty);
    int port = Ports.free();
    ClassLoader loader = RunningFunction.class.getClassLoader();
    Invoker invoker = new Invoker(port, "gaia.http.Function", "http", loader);
    RunningFunction function = new RunningFunction(invoker, port, Map.copyOf(settings));
    try {
      invoker.startTestServer();
      return function;
    } catch (Exception e) {
      function.forget();
      throw new IllegalStateException("the function did not start: " + e.getMessage(), e);
    }
  }

  public int port() {
    return port;
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** A client of this function that is nobody yet. */
  public Http http() {
    return new Http(url());
  }

  @Override
  public void close() {
    try {
      invoker.stopServer();
    } catch (Exception e) {
      throw new IllegalStateException("the function did not stop: " + e.getMessage(), e);
    } finally {
      forget();
    }
  }

  private void forget() {
    settings.keySet().forEach(System::clearProperty);
  }
}
