package gaia.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What a function starts from: its classes loaded and linked, as a run under real requests left
 * them, and the list of its services, which that run found on the class path. The JDK takes a cache
 * of other jars without a word in some cases (JDK-8377932), so beside it stands what it was made
 * of.
 */
public record AotCache(Path file) {
  // Of training and of use: the JDK refuses a cache of objects laid out in another way. A small
  // young generation keeps a function below 200 MB under load. Compiling at once all that was hot
  // in training would delay the one request that waits.
  static final List<String> COMMON_FLAGS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xmx128m",
          "-Xmn32m",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-AOTReplayTraining");

  public static AotCache of(Path module) {
    return new AotCache(module.resolve("target").resolve(module.getFileName() + ".aot"));
  }

  /** Whether it is whole, and was made of exactly these jars by exactly this JDK. */
  public boolean isOf(String classPath) {
    try {
      return Files.exists(file)
          && Files.exists(id())
          && Files.readString(id()).equals(content(classPath));
    } catch (IOException e) {
      return false;
    }
  }

  /** Says what it is made of, once it is whole. */
  public void seal(String classPath) throws IOException {
    Files.writeString(id(), content(classPath));
  }

  public void forget() throws IOException {
    Files.deleteIfExists(id());
    Files.deleteIfExists(services());
    Files.deleteIfExists(file);
  }

  /** With it a start fails that could not use it, rather than being slow for good. */
  public List<String> useFlags() {
    return List.of("-XX:AOTCache=" + file, "-XX:AOTMode=on", "-Dgaia.services=" + services());
  }

  public List<String> trainFlags() {
    return List.of("-XX:AOTCacheOutput=" + file, "-Dgaia.services.to=" + services());
  }

  private Path services() {
    return file.resolveSibling(file.getFileName().toString().replaceFirst("[.]aot$", ".services"));
  }

  private Path id() {
    return file.resolveSibling(file.getFileName() + ".id");
  }

  private String content(String classPath) throws IOException {
    MessageDigest all = sha256();
    // With half a file the JDK would end at each start.
    all.update(Long.toString(Files.size(file)).getBytes(UTF_8));
    if (Files.exists(services())) {
      all.update(Files.readAllBytes(services()));
    }
    all.update(System.getProperty("java.vm.version").getBytes(UTF_8));
    all.update(COMMON_FLAGS.toString().getBytes(UTF_8));
    for (String jar : classPath.split(":", -1)) {
      all.update(jar.getBytes(UTF_8));
      all.update(sha256().digest(Files.readAllBytes(Path.of(jar))));
    }
    return HexFormat.of().formatHex(all.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
