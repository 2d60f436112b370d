package gaia.local.postgres;

import java.nio.file.Path;

/** Starts the server of a folder and dies without stopping it. */
final class KilledStack {
  static final int EXIT = 137;

  private KilledStack() {}

  static void main(String[] arguments) {
    LocalPostgres.persistent(Path.of(arguments[0]), Ports.free());
    Runtime.getRuntime().halt(EXIT);
  }
}
