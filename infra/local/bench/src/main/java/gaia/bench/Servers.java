package gaia.bench;

import gaia.local.postgres.Checkout;
import gaia.testing.RunningFunction;
import gaia.testing.TestDatabase;
import gaia.testing.TestIssuer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The servers under test over one database, warm ones: no limit on memory, no cache of classes. */
record Servers(TestDatabase database, TestIssuer issuer, int pool) {
  private static final List<String> FLAGS = List.of("-XX:+UseSerialGC");

  /** Everything that the function is told. */
  Map<String, String> settings() {
    Map<String, String> environment = new TreeMap<>();
    RunningFunction.settings(database.url("invite"), issuer)
        .forEach(
            (name, value) ->
                environment.put(name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT), value));
    environment.put("DATABASE_POOL", Integer.toString(pool));
    return environment;
  }

  ServerProcess function() throws IOException, InterruptedException {
    return ServerProcess.start(
        Checkout.classPath("functions/invite"),
        settings(),
        FLAGS,
        "com.google.cloud.functions.invoker.runner.Invoker",
        "--target",
        "gaia.http.Function");
  }

  ServerProcess floor() throws IOException, InterruptedException, ClassNotFoundException {
    return ServerProcess.start(System.getProperty("java.class.path"), Map.of(), FLAGS, floorMain());
  }

  /** The floor's class and its arguments. */
  String[] floorMain() throws ClassNotFoundException {
    return new String[] {
      "gaia.bench.Floor",
      "{port}",
      database.url("invite"),
      Integer.toString(pool),
      Statement.ofRedeem().text()
    };
  }
}
