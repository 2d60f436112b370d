package gaia.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** Files that only their owner reads. */
final class Secrets {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private Secrets() {}

  /** A random key that stays the same, so that yesterday's invites open today. */
  static String key(Path file) throws IOException {
    if (Files.notExists(file)) {
      byte[] random = new byte[32];
      new SecureRandom().nextBytes(random);
      write(file, Base64.getEncoder().encodeToString(random) + "\n");
    }
    return Files.readString(file).strip();
  }

  static void write(Path file, String content) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(file, OWNER_ONLY);
    Files.writeString(file, content);
  }
}
