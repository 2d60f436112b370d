package gaia.archive;

import com.google.cloud.storage.StorageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** What a bucket refuses, as a directory would say it. */
final class BucketTrouble {
  private static final int UNAUTHENTICATED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;

  private BucketTrouble() {}

  interface Work<T> {
    T done();
  }

  static <T> T told(Bucket bucket, String file, Work<T> work) throws IOException {
    try {
      return work.done();
    } catch (RuntimeException e) {
      throw of(bucket, file, e);
    }
  }

  static IOException of(Bucket bucket, String file, Throwable thrown) {
    String place = bucket.place() + (file.isEmpty() ? "" : "/" + file);
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof StorageException refusal) {
        return switch (refusal.getCode()) {
          case UNAUTHENTICATED, FORBIDDEN ->
              caused(new AccessDeniedException(place, null, said(refusal)), thrown);
          case NOT_FOUND -> caused(new NoSuchFileException(place, null, said(refusal)), thrown);
          case PRECONDITION_FAILED ->
              caused(
                  new FileAlreadyExistsException(place, null, "another run has written it"),
                  thrown);
          default -> new IOException(said(refusal), thrown);
        };
      }
    }
    return thrown instanceof IOException known
        ? known
        : new IOException(thrown.getMessage(), thrown);
  }

  private static String said(StorageException refusal) {
    String code = refusal.getCode() > 0 ? " (" + refusal.getCode() + ")" : "";
    return String.valueOf(refusal.getMessage()).lines().findFirst().orElse("") + code;
  }

  private static <E extends IOException> E caused(E exception, Throwable cause) {
    exception.initCause(cause);
    return exception;
  }
}
