package gaia.cli;

import java.time.Duration;

/** A database as a command is given it, for tests of what commands are made of. */
public final class Databases {
  private Databases() {}

  public static Database at(String url) {
    return Database.of(url, "test", Duration.ofSeconds(30));
  }
}
