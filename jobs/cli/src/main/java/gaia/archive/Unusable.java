package gaia.archive;

import gaia.cli.Outcome;
import gaia.cli.Stop;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** What is wrong with a store, in words. */
public final class Unusable {
  private Unusable() {}

  public static Stop of(Store store, IOException e) {
    String place = store.place();
    String said = String.valueOf(e.getMessage());
    return switch (e) {
      case AccessDeniedException denied ->
          failed(e, "may not use " + said, "give this user the right to, or name another --to");
      case FileAlreadyExistsException file ->
          file.getReason() == null
              ? failed(e, said + " is a file and no directory", "name a directory by --to")
              : failed(e, said, "what is there stays as it is: run it again");
      case NoSuchFileException gone ->
          failed(e, said + " is gone", "something else deletes from " + place + " meanwhile");
      default ->
          failed(
              e,
              "could not use " + place + ": " + said,
              said.contains("No space left")
                  ? "make room, or name another --to; what was begun is deleted"
                  : "see that it is there and can be used, or name another --to");
    };
  }

  private static Stop failed(IOException cause, String what, String hint) {
    return Stop.because(Outcome.FAILED, what, hint, cause);
  }
}
