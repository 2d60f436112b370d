package gaia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.local.postgres.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** jobs/gaia beside a build that is made up, with JDKs that only say what they were asked. */
class LauncherTest {
  @TempDir private Path folder;

  @BeforeEach
  void place() throws IOException {
    Files.createDirectories(folder.resolve("jobs/cli"));
    for (String file : List.of("jobs/gaia", "jobs/flags")) {
      Files.copy(Checkout.root().resolve(file), folder.resolve(file));
    }
  }

  @Test
  void notBuilt_saysHow() throws IOException {
    assertThat(gaia("", "history")).contains("gaia: not built yet", "hint: mvn -q ", "exit 1");
  }

  @Test
  void javaHome_isTakenFromVersion25() throws IOException {
    build("25.0.3");
    assertThat(gaia(jdk("mine", "26").toString(), "history", "--limit", "3 4"))
        .contains("mine ran", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
        .contains("cli.jar:/lib/a.jar:/lib/b.jar gaia.cli.Gaia history --limit 3 4", "exit 0");
  }

  @Test
  void olderJavaHome_isLeftForTheBuilds() throws IOException {
    build("25.0.3");
    assertThat(gaia(jdk("mine", "17.0.15").toString(), "history")).contains("built ran");
    assertThat(gaia("", "history")).contains("built ran");
  }

  @Test
  void noJdk_isAClearSentence() throws IOException {
    build("21");
    assertThat(gaia("", "history")).contains("gaia: no JDK 25", "hint: set JAVA_HOME", "exit 1");
  }

  @Test
  void sealedCache_isUsed_untilAJarChanges() throws IOException {
    build("25");
    Path own = folder.resolve("jobs/cli/target/cli.jar");
    Path library = Files.writeString(folder.resolve("a.jar"), "a");
    Files.writeString(folder.resolve("jobs/cli/target/classpath"), library.toString());
    String cache = "-XX:AOTCache=" + folder.resolve("jobs/cli/target/cli.aot");
    assertThat(gaia("", "history")).doesNotContain("AOTCache");
    Files.writeString(folder.resolve("jobs/cli/target/cli.aot"), "made by the JDK");
    Path services = Files.writeString(folder.resolve("jobs/cli/target/cli.services"), "made by it");
    assertThat(gaia("", "history")).contains("of another build").doesNotContain(cache);
    assertThat(launch(Map.of("GAIA_AOT", "train"), "history"))
        .contains("-XX:AOTCacheOutput=", "gaia.cli.Training history", "exit 0");
    Files.writeString(folder.resolve("jobs/cli/target/cli.aot"), "made by the JDK");
    assertThat(gaia("", "history"))
        .contains(cache, "-Dgaia.services=" + services)
        .doesNotContain("of another build");
    Files.writeString(services, "made by hand");
    assertThat(gaia("", "history")).contains("of another build").doesNotContain(cache);
    Files.writeString(services, "made by it");
    assertThat(launch(Map.of("GAIA_AOT", "off"), "history")).doesNotContain("AOTCache");
    // Even of the same size and age, as a build that sets all times makes it.
    FileTime age = Files.getLastModifiedTime(own);
    Files.writeString(own, "");
    Files.writeString(own, "x");
    Files.setLastModifiedTime(own, age);
    assertThat(gaia("", "history")).contains("of another build").doesNotContain(cache);
    Files.writeString(own, "");
    Files.setLastModifiedTime(own, age);
    assertThat(gaia("", "history")).contains(cache);
    Files.writeString(library, "bb");
    assertThat(gaia("", "history")).doesNotContain(cache);
  }

  @Test
  void aLink_findsItsBuild() throws IOException {
    build("25");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("jobs/gaia"));
    assertThat(run("", link.toString(), "history")).contains("built ran");
  }

  private void build(String version) throws IOException {
    Path target = Files.createDirectories(folder.resolve("jobs/cli/target"));
    Files.writeString(target.resolve("cli.jar"), "");
    Files.writeString(target.resolve("classpath"), "/lib/a.jar:/lib/b.jar");
    Files.writeString(target.resolve("jdk"), jdk("built", version) + "\n");
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho " + name + " ran \"$@\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private String gaia(String javaHome, String... words) throws IOException {
    String[] command = new String[words.length + 1];
    command[0] = folder.resolve("jobs/gaia").toString();
    System.arraycopy(words, 0, command, 1, words.length);
    return run(javaHome, command);
  }

  private String launch(Map<String, String> settings, String word) throws IOException {
    return run(settings, folder.resolve("jobs/gaia").toString(), word);
  }

  private static String run(String javaHome, String... command) throws IOException {
    return run(Map.of("JAVA_HOME", javaHome), command);
  }

  private static String run(Map<String, String> settings, String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(Path.of("/").toFile());
    builder.environment().put("JAVA_HOME", "");
    builder.environment().putAll(settings);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return said + "exit " + process.onExit().join().exitValue();
  }
}
