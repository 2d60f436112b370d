package gaia.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real JDK makes of the flags that a function is started with. */
class RefusedCacheTest {
  @TempDir private static Path folder;
  private static Path jar;
  private static AotCache cache;

  /** Stands for a function: what it is does not matter here. */
  static final class Hello {
    public static void main(String[] args) {
      System.out.println("hello");
    }
  }

  @BeforeAll
  static void train() throws Exception {
    jar = jarOf(Hello.class, folder.resolve("hello.jar"));
    cache = new AotCache(folder.resolve("hello.aot"));
    assertThat(start(cache.trainFlags()).output()).contains("hello");
    assertThat(cache.file()).exists();
  }

  @Test
  void itsOwnCache_isTaken() throws Exception {
    assertThat(start(cache.useFlags())).isEqualTo(new Ended(0, "hello"));
  }

  @Test
  void cacheOfOtherFlags_endsTheStart() throws Exception {
    assertRefused(start(with(cache.useFlags(), "-XX:+UseCompactObjectHeaders")));
  }

  @Test
  void cacheThatWasCutShort_endsTheStart() throws Exception {
    Path half = Files.copy(cache.file(), folder.resolve("half.aot"));
    try (FileChannel file = FileChannel.open(half, StandardOpenOption.WRITE)) {
      file.truncate(file.size() / 2);
    }
    assertRefused(start(new AotCache(half).useFlags()));
  }

  @Test
  void cacheThatIsNotThere_endsTheStart() throws Exception {
    assertRefused(start(new AotCache(folder.resolve("none.aot")).useFlags()));
  }

  private static void assertRefused(Ended start) {
    assertThat(start.exit()).as(start.output()).isNotZero();
    assertThat(start.output()).doesNotContain("hello");
  }

  private record Ended(int exit, String output) {}

  private static Ended start(List<String> flags) throws IOException, InterruptedException {
    List<String> command = CommandLine.of(jar.toString(), flags, Hello.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream output = process.getInputStream()) {
      String said = new String(output.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), said.strip());
    }
  }

  private static List<String> with(List<String> flags, String... more) {
    List<String> all = new ArrayList<>(flags);
    all.addAll(List.of(more));
    return all;
  }

  private static Path jarOf(Class<?> type, Path file) throws IOException {
    String name = type.getName().replace('.', '/') + ".class";
    try (InputStream bytes = type.getClassLoader().getResourceAsStream(name);
        JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
      jar.putNextEntry(new ZipEntry(name));
      bytes.transferTo(jar);
    }
    return file;
  }
}
