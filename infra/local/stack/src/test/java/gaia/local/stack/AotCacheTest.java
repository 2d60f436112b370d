package gaia.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

class AotCacheTest {
  @TempDir private Path module;
  private Path jar;
  private AotCache cache;

  @BeforeEach
  void train() throws IOException {
    jar = Files.writeString(module.resolve("some.jar"), "one");
    cache = AotCache.of(module);
    Files.createDirectories(cache.file().getParent());
    Files.writeString(cache.file(), "classes");
    Files.writeString(services(), "services");
    cache.seal(jar.toString());
  }

  @Test
  void theSameJars_areStartedFromTheCache() {
    assertThat(cache.isOf(jar.toString())).isTrue();
  }

  /** The JDK itself compares size and time, and has taken the old code for the new. */
  @Test
  void jarOfSameSizeAndTime_withOtherContent_isNot() throws IOException {
    FileTime time = Files.getLastModifiedTime(jar);
    Files.writeString(jar, "two");
    Files.setLastModifiedTime(jar, time);
    assertThat(cache.isOf(jar.toString())).isFalse();
  }

  @Test
  void anotherJarOnTheClassPath_isNot() throws IOException {
    Path other = Files.writeString(module.resolve("other.jar"), "one");
    assertThat(cache.isOf(jar + ":" + other)).isFalse();
  }

  @Test
  void cacheThatWasNeverFinished_isNot() throws IOException {
    cache.forget();
    Files.writeString(cache.file(), "half of the classes");
    assertThat(cache.isOf(jar.toString())).isFalse();
  }

  @Test
  void cacheThatWasCutShort_isNot() throws IOException {
    Files.writeString(cache.file(), "class");
    assertThat(cache.isOf(jar.toString())).isFalse();
  }

  /** A start by a list that is not there, or of other jars, would end. */
  @Test
  void cacheWithoutItsListOfServices_orWithAnother_isNot() throws IOException {
    Files.writeString(services(), "others");
    assertThat(cache.isOf(jar.toString())).isFalse();
    Files.delete(services());
    assertThat(cache.isOf(jar.toString())).isFalse();
  }

  private Path services() {
    return cache.file().resolveSibling(module.getFileName() + ".services");
  }

  @Test
  @ResourceLock(Resources.SYSTEM_PROPERTIES)
  void cacheOfAnotherJdk_isNot() {
    String jdk = System.setProperty("java.vm.version", "25.0.99+1");
    try {
      assertThat(cache.isOf(jar.toString())).isFalse();
    } finally {
      System.setProperty("java.vm.version", jdk);
    }
  }
}
