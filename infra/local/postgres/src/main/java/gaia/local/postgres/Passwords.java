package gaia.local.postgres;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** One random password a login, remembered in a file that only its owner reads, or in memory. */
final class Passwords {
  private final Properties known = new Properties();
  private final @Nullable Path file;

  private Passwords(@Nullable Path file) {
    this.file = file;
  }

  static Passwords inMemory() {
    return new Passwords(null);
  }

  static Passwords in(Path file) throws IOException {
    Passwords passwords = new Passwords(file);
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        passwords.known.load(reader);
      }
    }
    return passwords;
  }

  boolean knows(String login) {
    return known.containsKey(login);
  }

  synchronized String of(String login) {
    String password = known.getProperty(login);
    if (password == null) {
      byte[] random = new byte[18];
      new SecureRandom().nextBytes(random);
      password = HexFormat.of().formatHex(random);
      known.setProperty(login, password);
      save();
    }
    return password;
  }

  private void save() {
    if (file == null) {
      return;
    }
    try {
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      try (Writer writer = Files.newBufferedWriter(file)) {
        known.store(writer, "passwords of the local PostgreSQL");
      }
    } catch (IOException e) {
      throw new PostgresUnavailable("could not write " + file + ": " + e.getMessage(), e);
    }
  }
}
