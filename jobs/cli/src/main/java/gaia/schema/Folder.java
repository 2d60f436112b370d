package gaia.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import gaia.cli.Stop;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The SQL files of a folder, by name, whether it lies in a jar or on a disk. */
public final class Folder {
  private Folder() {}

  /**
   * Reads them all.
   *
   * @param location as Flyway writes it: {@code classpath:gaia/schema/migrations}
   */
  public static Map<String, String> read(String location) {
    try {
      if (location.startsWith("filesystem:")) {
        return onDisk(Path.of(location.substring("filesystem:".length())));
      }
      URL found = Folder.class.getResource("/" + location.replaceFirst("^classpath:/?", ""));
      if (found == null) {
        return Map.of();
      }
      return found.openConnection() instanceof JarURLConnection jar
          ? inJar(jar)
          : onDisk(Path.of(URI.create(found.toString())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> onDisk(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return files;
    }
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.filter(each -> each.toString().endsWith(".sql")).toList()) {
        files.put(String.valueOf(file.getFileName()), text(file));
      }
    }
    return files;
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (java.nio.charset.CharacterCodingException e) {
      throw Stop.badInput(file.getFileName() + " is not UTF-8", "save it as UTF-8");
    }
  }

  private static Map<String, String> inJar(JarURLConnection connection) throws IOException {
    Map<String, String> files = new TreeMap<>();
    String folder = connection.getEntryName().replaceFirst("/?$", "/");
    // Shared with the class loader, which closes it.
    JarFile jar = connection.getJarFile();
    for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
      JarEntry entry = all.nextElement();
      if (entry.getName().startsWith(folder) && entry.getName().endsWith(".sql")) {
        try (InputStream file = jar.getInputStream(entry)) {
          files.put(
              entry.getName().substring(folder.length()), new String(file.readAllBytes(), UTF_8));
        }
      }
    }
    return files;
  }
}
