package gaia.local.stack;

import java.nio.file.Path;

/** A function does not start; its log says more. */
final class CannotWake extends Exception {
  private static final long serialVersionUID = 1;

  CannotWake(String why, Path log) {
    super(why + "; its log is " + log);
  }
}
