package gaia.local.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a process under {@link AotCache} is started, here and wherever its start is measured. */
public final class CommandLine {
  private CommandLine() {}

  /** A function's own jar under the real invoker; its port is the environment's. */
  public static List<String> ofFunction(String classPath, List<String> flags) {
    return of(
        classPath,
        flags,
        "com.google.cloud.functions.invoker.runner.Invoker",
        "--target",
        "gaia.http.Function");
  }

  public static List<String> of(String classPath, List<String> flags, String... main) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags(classPath, flags));
    command.addAll(List.of(main));
    return command;
  }

  /** What stands before the main class. */
  public static List<String> flags(String classPath, List<String> more) {
    List<String> flags = new ArrayList<>(AotCache.COMMON_FLAGS);
    flags.addAll(more);
    flags.addAll(List.of("-cp", classPath));
    return flags;
  }
}
