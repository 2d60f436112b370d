package gaia.local.stack;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What the command line chose.
 *
 * @param root the checkout whose functions are served
 * @param data where everything lives that outlasts the stack
 * @param fresh whether to start with an empty database
 * @param idle how long a function stays awake without a request
 * @param origins the origins whose pages may call the functions, comma separated
 * @param run what a function is started from
 */
record Settings(
    Path root, Path data, int port, boolean fresh, Duration idle, String origins, Run run) {
  /** Jars and their caches, jars whose caches are made by it, or images. */
  enum Run {
    JARS,
    TRAINING,
    IMAGES
  }

  static Settings fromProperties(Path root) {
    return new Settings(
        root,
        root.resolve(property("data", ".gaia")).normalize(),
        number("port", 8080, 65535),
        !property("fresh", "false").equals("false"),
        Duration.ofSeconds(number("idle", 300, 86400)),
        property("origins", "http://localhost:3000,http://localhost:5173"),
        property("images", "false").equals("false") ? Run.JARS : Run.IMAGES);
  }

  /** What runs when; another file shows a job at work sooner. */
  Path schedule() {
    return root.resolve(property("schedule", "jobs/schedule.yaml"));
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  String issuer() {
    return address() + "/local";
  }

  private static String property(String name, String otherwise) {
    String value = System.getProperty(name, "");
    return value.isBlank() ? otherwise : value.strip();
  }

  private static int number(String name, int otherwise, int most) {
    String value = property(name, Integer.toString(otherwise));
    try {
      int number = Integer.parseInt(value);
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, with the range.
    }
    throw new CannotStart("-D%s=%s is not a number from 1 to %d".formatted(name, value, most));
  }
}
