package gaia.startup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.io.service.MicronautMetaServiceLoaderUtils;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Micronaut makes of a list, in a process each, since it reads it once. */
class KnownServicesTest {
  private static final String LOOKED = ", having looked";

  @TempDir private Path folder;

  /** Says which beans Micronaut has, and whether it looked for them. */
  static final class Start {
    public static void main(String[] args) throws ReflectiveOperationException {
      try (ApplicationContext context = ApplicationContext.run()) {
        Field cache = MicronautMetaServiceLoaderUtils.class.getDeclaredField("cacheEntry");
        cache.setAccessible(true);
        System.out.println(
            context.getAllBeanDefinitions().size()
                + " beans"
                + (cache.get(null) == null ? "" : LOOKED));
      }
    }
  }

  @Test
  void aStartByTheList_hasTheSameBeansWithoutLooking() throws Exception {
    Path list = folder.resolve("services");
    Ended trained = start("-Dgaia.services.to=" + list);
    Ended started = start("-Dgaia.services=" + list);
    assertThat(trained.output()).endsWith(LOOKED);
    assertThat(started.output() + LOOKED).isEqualTo(trained.output());
  }

  @Test
  void withoutAList_MicronautLooks() throws Exception {
    assertThat(start("-Dnothing=said").output()).matches("\\d+ beans" + LOOKED);
  }

  @Test
  void whatLacksItsLibrary_isNotListed() throws IOException {
    assertThat(FoundServices.onTheClassPath().toString())
        .contains("io.micronaut.inject.provider.JakartaProviderBeanDefinition")
        .doesNotContain("io.micronaut.inject.provider.JavaxProviderBeanDefinition");
  }

  @Test
  void listOfAnotherClassPath_endsTheStart() throws Exception {
    Path list = folder.resolve("services");
    start("-Dgaia.services.to=" + list);
    Files.writeString(list, Files.readString(list) + " gaia.startup.Gone\n");
    Ended ended = start("-Dgaia.services=" + list);
    assertThat(ended.exit()).isNotZero();
    assertThat(ended.output()).contains("the list of services is of another class path");
  }

  @Test
  void listThatIsNotThere_endsTheStart() throws Exception {
    Ended ended = start("-Dgaia.services=" + folder.resolve("none"));
    assertThat(ended.exit()).isNotZero();
    assertThat(ended.output()).contains("NoSuchFileException");
  }

  private record Ended(int exit, String output) {}

  private static Ended start(String flag) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                flag,
                "-cp",
                System.getProperty("java.class.path"),
                Start.class.getName())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    return new Ended(process.waitFor(), output);
  }
}
