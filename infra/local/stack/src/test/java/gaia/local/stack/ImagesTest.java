package gaia.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import gaia.local.images.Docker;
import gaia.local.postgres.Checkout;
import gaia.local.postgres.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The images, built and run; a minute of work, so only for who says {@code -Dimages=true}. */
@EnabledIfSystemProperty(
    named = "images",
    matches = "true",
    disabledReason = "-Dimages=true builds them")
@EnabledIf(value = "gaia.local.images.Docker#answers", disabledReason = "Docker does not answer")
class ImagesTest {
  private static final String INVITE = "gaia/invite:local";
  private static final String JOBS = "gaia/jobs:local";
  private static final Pattern CLASSIFIER = Pattern.compile("^.*[?&]classifier=([^&]+).*$");
  private static final long MEGABYTE = 1_000_000;

  @TempDir private static Path data;
  private static Stack stack;

  @BeforeAll
  static void start() throws Exception {
    Settings settings =
        new Settings(
            Checkout.root(),
            data,
            Ports.free(),
            true,
            Duration.ofHours(1),
            "",
            Settings.Run.IMAGES);
    stack = new Stack(settings, new Screen(settings, line -> {}));
    stack.start();
    new Conversation(settings.address()).hold(List.of("account", "invite", "session"));
  }

  @AfterAll
  static void end() throws InterruptedException {
    stack.end();
  }

  @Test
  void functionAwake_saysThatItIsHealthy() throws Exception {
    String id = container(INVITE);
    String check = Docker.run("inspect", "-f", "{{index .Config.Healthcheck.Test 3}}", id);
    assertThatCode(() -> Docker.run("exec", id, "bash", "-c", check)).doesNotThrowAnyException();
  }

  @Test
  void functionAwake_isNobodyAndWritesNowhere() throws Exception {
    String id = container(INVITE);
    assertThat(Docker.run("exec", id, "id", "-u")).isEqualTo("10001");
    assertThatCode(() -> Docker.run("exec", id, "touch", "/app/mine"))
        .hasMessageContaining("Read-only file system");
    assertThatCode(() -> Docker.run("run", "--rm", "--entrypoint=touch", INVITE, "/app/mine"))
        .hasMessageContaining("Permission denied");
  }

  @Test
  void anotherFunctionsJar_isNotAboard() throws Exception {
    assertThat(Docker.run("exec", container(INVITE), "find", "/app", "-name", "session*"))
        .isEmpty();
  }

  /** By the JVM's own log; without settings the function ends as soon as its class is there. */
  @Test
  void function_startsFromItsCache() throws Exception {
    assertThat(
            loaded(
                INVITE,
                "com.google.cloud.functions.invoker.runner.Invoker",
                "--target",
                "gaia.http.Function"))
        .contains("gaia.http.Function source: shared objects file");
  }

  @Test
  void job_startsFromItsCache() throws Exception {
    assertThat(loaded(JOBS, "gaia.cli.Gaia", "--version"))
        .contains("gaia.cli.Gaia source: shared objects file");
  }

  /**
   * As {@link NightTest} has it of the jars; a file of the image's own user is one that it made.
   */
  @Test
  void eachJobOfTheNight_ends_asTheScheduleStartsIt() throws Exception {
    Night.passesWell(stack, data);
    try (Stream<Path> backups = Files.list(data.resolve("backups"))) {
      assertThat(backups.filter(file -> file.toString().endsWith(".sql.gz")))
          .isNotEmpty()
          .allSatisfy(file -> assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(10001));
    }
  }

  @Test
  void job_packsByLibdeflate() throws Exception {
    String find = "ls /usr/lib/*/libdeflate.so.0";
    assertThat(Docker.run("run", "--rm", "--entrypoint=sh", JOBS, "-c", find)).isNotEmpty();
  }

  @Test
  void everyLibrary_isTheOneThatWasBuiltWith() throws Exception {
    assertThat(
            Docker.run(
                "run", "--rm", "--entrypoint=sha256sum", INVITE, "-c", "--quiet", "lib/SHA256SUMS"))
        .isEmpty();
  }

  /** The JDK's and Debian's parts have lists of their own: /opt/java/release, dpkg. */
  @ParameterizedTest
  @ValueSource(strings = {INVITE, JOBS})
  void sbom_namesEveryJarAboardAndNoOther(String image) throws Exception {
    Map<String, Object> sbom =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Docker.run("run", "--rm", "--entrypoint=cat", image, "/app/sbom.json"));
    assertThat(sbom).containsEntry("bomFormat", "CycloneDX");
    assertThat(named(sbom)).containsExactlyInAnyOrderElementsOf(aboard(image));
  }

  /** By its own name alone what this build makes, as it lies there. */
  private static List<String> named(Map<String, Object> sbom) {
    Map<?, ?> metadata = (Map<?, ?>) Objects.requireNonNull(sbom.get("metadata"));
    List<Object> components = new ArrayList<>();
    components.add(Objects.requireNonNull(metadata.get("component")));
    components.addAll((List<?>) Objects.requireNonNull(sbom.get("components")));
    return components.stream().map(component -> jar((Map<?, ?>) component)).toList();
  }

  private static String jar(Map<?, ?> component) {
    String classifier = CLASSIFIER.matcher("" + component.get("purl")).replaceFirst("$1");
    boolean ours = ("" + component.get("group")).startsWith("gaia.");
    return component.get("name")
        + (ours ? "" : "-" + component.get("version"))
        + (classifier.contains(":") ? "" : "-" + classifier)
        + ".jar";
  }

  private static List<String> aboard(String image) throws Exception {
    return Docker.run("run", "--rm", "--entrypoint=find", image, "/app", "-name", "*.jar")
        .lines()
        .map(line -> "" + Path.of(line).getFileName())
        .toList();
  }

  /** Backup and drill move gigabytes, which the second compiler pays for. */
  @Test
  void eachCommand_isCompiledAsItsLifeIsLong() throws Exception {
    assertThat(flags("backup")).isEqualTo("-Xmx176m -XX:CompileThresholdScaling=4");
    assertThat(flags("migrate")).isEqualTo("-XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=2");
  }

  private static String flags(String command) throws Exception {
    return Docker.run(
        "run", "--rm", "--entrypoint=sh", JOBS, "-c", ". /app/flags; echo $flags", "sh", command);
  }

  @Test
  void images_areSmall() throws Exception {
    assertThat(compressed(INVITE)).isLessThan(150 * MEGABYTE);
    assertThat(compressed(JOBS)).isLessThan(150 * MEGABYTE);
  }

  private static String container(String image) throws Exception {
    return Docker.run(
        "ps", "-q", "--filter", "ancestor=" + image, "--filter", "label=gaia.data=" + data);
  }

  private static String loaded(String image, String... main) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("docker", "run", "--rm", "--entrypoint=/opt/java/bin/java", image));
    command.addAll(List.of("@java.args", "-Xlog:class+load"));
    command.addAll(List.of(main));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }

  /** As a registry keeps it, or a little more: at the fastest level. */
  private static long compressed(String image) throws IOException {
    Process save = new ProcessBuilder("docker", "save", image).start();
    AtomicLong bytes = new AtomicLong();
    OutputStream counted =
        new OutputStream() {
          @Override
          public void write(int b) {
            bytes.incrementAndGet();
          }

          @Override
          public void write(byte[] b, int off, int len) {
            bytes.addAndGet(len);
          }
        };
    try (InputStream layers = save.getInputStream();
        OutputStream gzip =
            new GZIPOutputStream(counted) {
              {
                def.setLevel(Deflater.BEST_SPEED);
              }
            }) {
      layers.transferTo(gzip);
    }
    return bytes.get();
  }
}
