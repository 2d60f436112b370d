package gaia.database;

import java.util.HashMap;
import java.util.Map;

/** Settings as a deployment gives them, by the names of their environment variables. */
final class Given {
  private final Map<String, String> variables = new HashMap<>();

  static Given url(String url) {
    return new Given().with("DATABASE_URL", url);
  }

  static Given none() {
    return new Given();
  }

  Given with(String name, String value) {
    variables.put(name, value);
    return this;
  }

  DatabaseSettings read() {
    return DatabaseSettings.of(variables::get);
  }
}
