package gaia.drill;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, which lie among this program's libraries. */
final class Binaries {
  private static final int EXECUTABLE = 0100;
  private static final Set<PosixFilePermission> PROGRAM =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private Binaries() {}

  /** Into a folder, which then has {@code bin}. */
  static void unpack(Path folder) throws IOException {
    try (InputStream packed = packed();
        TarArchiveInputStream tar =
            new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(packed, 1 << 16)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, folder.resolve(entry.getName()).normalize());
      }
    }
    trustExtensions(folder.resolve("share"));
  }

  private static InputStream packed() throws IOException {
    String system = System.getProperty("os.name", "");
    String machine = System.getProperty("os.arch", "");
    InputStream packed =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
            system.startsWith("Mac") ? "Darwin" : system,
            machine.equals("amd64") ? "x86_64" : machine.toLowerCase(Locale.ROOT));
    if (packed == null) {
      throw new IOException("this build has no PostgreSQL for %s %s".formatted(system, machine));
    }
    return packed;
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path to)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(to);
      return;
    }
    Files.createDirectories(to.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(to, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, to);
      if ((entry.getMode() & EXECUTABLE) != 0) {
        Files.setPosixFilePermissions(to, PROGRAM);
      }
    }
  }

  /** On Cloud SQL who is no superuser makes extensions too. */
  private static void trustExtensions(Path share) throws IOException {
    try (Stream<Path> files = Files.walk(share)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".control")).toList()) {
        if (!Files.readString(file).contains("trusted")) {
          Files.writeString(file, "\ntrusted = true\n", StandardOpenOption.APPEND);
        }
      }
    }
  }
}
