package gaia.bench;

import gaia.local.postgres.Checkout;
import gaia.local.postgres.LocalPostgres;
import gaia.local.stack.AotCache;
import gaia.local.stack.CommandLine;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Map;

/** The floor of every command as a process, with an AOT cache of its own. */
final class BareProgram {
  private BareProgram() {}

  static List<String> command(LocalPostgres postgres, String word) throws Exception {
    AotCache cache = new AotCache(Checkout.root().resolve("infra/local/bench/target/bare.aot"));
    String classPath = FloorCache.classPath();
    String[] main = {
      BareConnect.class.getName(),
      "jdbc:postgresql://%s:%d/gaia".formatted(postgres.host(), postgres.port()),
      LocalPostgres.login(word),
      postgres.password(word)
    };
    if (!cache.isOf(classPath)) {
      cache.forget();
      millis(CommandLine.of(classPath, cache.trainFlags(), main));
      cache.seal(classPath);
    }
    return CommandLine.of(classPath, cache.useFlags(), main);
  }

  /** From the start of a process to its end. */
  static double millis(List<String> command) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(Map.of("PGOPTIONS", "-c client_min_messages=warning"));
    int exit =
        builder.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start().waitFor();
    if (exit != 0) {
      throw new IOException(command.getFirst() + " ended with exit code " + exit);
    }
    return (System.nanoTime() - begun) / 1e6;
  }
}
