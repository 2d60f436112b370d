package gaia.local.images;

import gaia.local.postgres.Checkout;
import gaia.local.stack.AotCache;
import gaia.local.stack.CommandLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code mvn -Pimages}: what was built becomes images, one for each function and one for the jobs.
 */
public final class Images {
  private static final Path DOCKERFILES = Checkout.root().resolve("infra/images");

  // PostgreSQL for what no image is.
  private static final Pattern FOREIGN = Pattern.compile("binaries-(darwin|windows|.*-alpine)");

  private Images() {}

  public static void main(String[] arguments) throws Exception {
    String repository = System.getProperty("repository", "gaia");
    String tag = System.getProperty("tag", "local");
    if (!Docker.answers()) {
      System.err.println("gaia: Docker does not answer, and images are built by it: start it");
      System.exit(1);
    }
    build(repository, tag).forEach(System.out::println);
  }

  /** Builds all of them; those of which nothing changed are Docker's own cache. */
  public static List<String> build(String repository, String tag)
      throws IOException, InterruptedException {
    List<String> images = new ArrayList<>();
    Path functions = functions();
    for (String word : words()) {
      String image = repository + "/" + word + ":" + tag;
      Docker.build(
          DOCKERFILES.resolve("functions.Dockerfile"),
          functions,
          image,
          List.of("--build-arg", "WORD=" + word));
      images.add(image);
    }
    String jobs = repository + "/jobs:" + tag;
    Docker.build(DOCKERFILES.resolve("jobs.Dockerfile"), jobs(), jobs, List.of());
    images.add(jobs);
    return images;
  }

  static List<String> words() {
    return Checkout.functions().stream()
        .filter(word -> Files.exists(module(word).resolve("target").resolve(word + ".jar")))
        .toList();
  }

  private static Path functions() throws IOException {
    Context context = new Context("functions");
    for (String word : words()) {
      String target = "functions/" + word + "/target/";
      String classPath = context.deployable("functions/" + word, target + word + ".jar");
      AotCache cache = new AotCache(Path.of(Context.HOME + target + word + ".aot"));
      context.write("functions/" + word + "/pom.xml", "");
      context.copy(sbom(module(word)), "functions/" + word + "/sbom.json");
      context.write(target + "classpath", classPath.substring(classPath.indexOf(':') + 1));
      context.write(
          "functions/" + word + "/java.args",
          lines(CommandLine.flags(classPath, cache.useFlags())));
    }
    context.lock();
    String program = program(context);
    context.write("jobs/cli/target/classpath", program.substring(program.indexOf(':') + 1));
    context.copy(Checkout.root().resolve("jobs/schedule.yaml"), "jobs/schedule.yaml");
    trainer(context);
    return context.folder;
  }

  /** For the training only: what makes its database's schema. */
  private static String program(Context context) throws IOException {
    List<String> there = new ArrayList<>();
    for (String entry : Checkout.classPath("jobs/cli").split(":", -1)) {
      Path file = Path.of(entry);
      there.add(context.copy(file, "jobs/cli/target/" + file.getFileName()));
    }
    return String.join(":", there);
  }

  private static Path jobs() throws IOException {
    Context context = new Context("jobs");
    String classPath = context.deployable("jobs/cli", "own/cli.jar");
    context.lock();
    AotCache cache = new AotCache(Path.of(Context.HOME + "cache/cli.aot"));
    context.write("jobs/cli/java.args", lines(TrainJobs.flags(classPath, cache.useFlags())));
    context.write("jobs/cli/train.args", lines(TrainJobs.flags(classPath, cache.trainFlags())));
    context.copy(sbom(Checkout.root().resolve("jobs/cli")), "sbom.json");
    context.copy(Checkout.root().resolve("jobs/flags"), "jobs/flags");
    context.copy(DOCKERFILES.resolve("gaia"), "gaia");
    // The folders by which a checkout is known, and its functions, each of which gets a login.
    for (String word : words()) {
      context.write("functions/" + word + "/pom.xml", "");
    }
    trainer(context);
    return context.folder;
  }

  /** This program, which trains in there as it does out here. */
  private static void trainer(Context context) throws IOException {
    for (String entry : System.getProperty("java.class.path").split(":", -1)) {
      Path file = Path.of(entry);
      Path jar = Files.isDirectory(file) ? jarOf(file) : file;
      if (!FOREIGN.matcher(jar.toString()).find()) {
        context.copy(jar, "trainer/" + jar.getFileName());
      }
    }
  }

  /** Maven runs a module from its classes, beside which its jar stands by then. */
  private static Path jarOf(Path classes) {
    Path module = classes.resolve("../..").normalize();
    return module.resolve("target").resolve(module.getFileName() + ".jar");
  }

  private static Path sbom(Path module) throws IOException {
    Path sbom = module.resolve("target/sbom.json");
    if (Files.notExists(sbom)) {
      throw new IOException(
          sbom + " is missing: build again with -Dimages or -Pimages, and online");
    }
    return sbom;
  }

  private static Path module(String word) {
    return Checkout.root().resolve("functions").resolve(word);
  }

  private static String lines(List<String> flags) {
    return String.join("\n", flags) + "\n";
  }
}
