package gaia.bench;

import java.io.IOException;
import java.util.Arrays;

/**
 * One run.
 *
 * @param perSecond requests answered as the scene expects
 * @param p99 milliseconds; not a number where the tool does not tell
 * @param postgres microseconds of processor time a request in PostgreSQL
 * @param server the same in the server before it
 */
record Result(double perSecond, double p50, double p99, double postgres, double server) {
  /** Lets the server answer the scene's requests from one on. */
  static Result measure(
      ProcessHandle postgres,
      Contender contender,
      Scene scene,
      long from,
      int clients,
      int expected,
      int count)
      throws IOException {
    ProcessHandle java = contender.server().process().toHandle();
    double postgresBefore = Cpu.seconds(postgres);
    double javaBefore = Cpu.seconds(java);
    long start = System.nanoTime();
    long[] nanos;
    try {
      nanos =
          Load.run(
              contender.server().port(), clients, count, expected, contender.requests(scene, from));
    } catch (IllegalStateException e) {
      System.err.println(contender.server().lastWords());
      throw e;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return of(
        count,
        seconds,
        nanos,
        Cpu.seconds(postgres) - postgresBefore,
        Cpu.seconds(java) - javaBefore);
  }

  private static Result of(
      int requests, double seconds, long[] nanos, double postgres, double server) {
    Arrays.sort(nanos);
    return new Result(
        requests / seconds,
        nanos[nanos.length / 2] / 1e6,
        nanos[(int) (nanos.length * 0.99)] / 1e6,
        postgres * 1e6 / requests,
        server * 1e6 / requests);
  }
}
