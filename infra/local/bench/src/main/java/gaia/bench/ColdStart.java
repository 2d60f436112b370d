package gaia.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One way to start a server, and what its starts took.
 *
 * @param name of the server
 * @param from {@code AOT} of the cache, {@code flags} the same without it, {@code JDK} nothing at
 *     all
 * @param processors as taskset takes them; empty: all
 * @param millis of each start, from the process to the last byte of its first answer
 * @param cpu milliseconds of processor time until then
 * @param resident megabytes after that answer
 */
record ColdStart(
    String name,
    String from,
    String processors,
    List<String> command,
    Map<String, String> environment,
    Function<ServerProcess, Contender> contender,
    List<Double> millis,
    List<Double> cpu,
    List<Double> resident) {

  static ColdStart function(
      String from,
      String processors,
      List<String> command,
      Map<String, String> environment,
      String[] tokens) {
    return new ColdStart(
        "function",
        from,
        processors,
        pinned(processors, command),
        environment,
        server -> Contender.function(server, tokens),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>());
  }

  static ColdStart floor(String processors, List<String> command) {
    return new ColdStart(
        "floor",
        "AOT",
        processors,
        pinned(processors, command),
        Map.of(),
        Contender::floor,
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>());
  }

  /** Starts it, redeems one invite, and leaves it running. */
  ServerProcess measure(Scene scene, long k) throws Exception {
    long start = System.nanoTime();
    ServerProcess server = ServerProcess.start(command, environment);
    Load.run(server.port(), 1, 1, 200, contender.apply(server).requests(scene, k));
    millis.add((System.nanoTime() - start) / 1e6);
    cpu.add(Cpu.seconds(server.process().toHandle()) * 1e3);
    resident.add(Memory.resident(server.process().toHandle()));
    return server;
  }

  void forget() {
    millis.clear();
    cpu.clear();
    resident.clear();
  }

  private static List<String> pinned(String processors, List<String> command) {
    if (processors.isEmpty()) {
      return command;
    }
    List<String> pinned = new ArrayList<>(List.of("taskset", "-c", processors));
    pinned.addAll(command);
    return pinned;
  }
}
