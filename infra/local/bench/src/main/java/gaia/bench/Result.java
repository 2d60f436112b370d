package gaia.bench;

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
  static Result of(int requests, double seconds, long[] nanos, double postgres, double server) {
    Arrays.sort(nanos);
    return new Result(
        requests / seconds,
        nanos[nanos.length / 2] / 1e6,
        nanos[(int) (nanos.length * 0.99)] / 1e6,
        postgres * 1e6 / requests,
        server * 1e6 / requests);
  }
}
