package gaia.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The working copy that this process was started in: what is deployed is read from its folders. */
public final class Checkout {
  // A command that works on the database by a login of its own, by the first word of its name.
  private static final List<String> JOBS =
      List.of(
          "migrate",
          "keepalive",
          "prune",
          "stats",
          "health",
          "doctor",
          "drift",
          "backup",
          "drill",
          "rotate",
          "admin");

  private Checkout() {}

  public static Path root() {
    Path here = Path.of("").toAbsolutePath();
    for (Path at = here; at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("functions")) && Files.isDirectory(at.resolve("jobs"))) {
        return at;
      }
    }
    throw new IllegalStateException(
        "no folder above " + here + " holds functions/ and jobs/: run this inside a checkout");
  }

  /** The words of all functions, sorted: one folder under functions/ each. */
  public static List<String> functions() {
    try (Stream<Path> folders = Files.list(root().resolve("functions"))) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("pom.xml")))
          .map(folder -> folder.getFileName().toString())
          .filter(word -> !word.equals("shared"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException("could not list the functions in " + root(), e);
    }
  }

  /** Everybody who logs in: each function and each job under its own word. */
  public static List<String> logins() {
    return Stream.concat(JOBS.stream(), functions().stream()).toList();
  }

  /** What a deployable runs on: its jar, then the libraries that its build wrote down. */
  public static String classPath(String module) {
    return classPath(module, Path.of(module).getFileName() + ".jar");
  }

  /** The same before there is a jar, or while it is one of an older build: for its own tests. */
  public static String classPathOfClasses(String module) {
    return classPath(module, "classes");
  }

  private static String classPath(String module, String own) {
    Path target = root().resolve(module).resolve("target");
    try {
      return target.resolve(own) + ":" + Files.readString(target.resolve("classpath")).strip();
    } catch (IOException e) {
      throw new IllegalStateException(
          module + " is not built: mvn -DskipTests package, then once more", e);
    }
  }
}
