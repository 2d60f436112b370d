package gaia.local.images;

import gaia.local.postgres.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder that an image is built from, as the image will have it under /app: libraries apart
 * from our own jars, so that a build of ours makes thin layers, and each with its checksum.
 */
final class Context {
  static final String HOME = "/app/";

  // The cache compares times too, and layers are the same only if they are.
  private static final FileTime NEVER = FileTime.from(Instant.parse("2026-11-20T00:00:00Z"));

  final Path folder;
  private final Path root = Checkout.root();
  private final Map<String, String> libraries = new TreeMap<>();

  Context(String name) throws IOException {
    folder = root.resolve("infra/images/target").resolve(name);
    erase(folder);
    Files.createDirectories(folder);
  }

  /**
   * Copies a deployable's libraries, and its jar to where it is said to be; answers its class path
   * there.
   */
  String deployable(String module, String jar) throws IOException {
    List<String> there = new ArrayList<>();
    for (String entry : Checkout.classPath(module).split(":", -1)) {
      Path file = Path.of(entry);
      String name = file.getFileName().toString();
      boolean ours = file.startsWith(root);
      there.add(there.isEmpty() ? copy(file, jar) : copy(file, (ours ? "own/" : "lib/") + name));
    }
    return String.join(":", there);
  }

  String copy(Path file, String to) throws IOException {
    Path copy = folder.resolve(to);
    Files.createDirectories(copy.getParent());
    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(copy, NEVER);
    if (to.startsWith("lib/")) {
      libraries.put(to, sha256(copy));
    }
    return HOME + to;
  }

  void write(String to, String text) throws IOException {
    Path file = folder.resolve(to);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, NEVER);
  }

  /** What it was built with, to be checked in the image: sha256sum -c lib/SHA256SUMS. */
  void lock() throws IOException {
    StringBuilder lines = new StringBuilder();
    libraries.forEach((name, sum) -> lines.append(sum).append("  ").append(name).append('\n'));
    write("lib/SHA256SUMS", lines.toString());
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
  }

  private static void erase(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
