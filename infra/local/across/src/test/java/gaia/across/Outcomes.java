package gaia.across;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * What a race came to.
 *
 * @param told to each thread, without the numbers
 * @param rows what it left in the database
 */
record Outcomes(List<String> told, String rows) {

  void count(String outcome, int times) {
    assertThat(told.stream().filter(outcome::equals)).as(rows).hasSize(times);
  }

  /** A line of the rows, as a whole. */
  void left(String line) {
    assertThat(rows.lines()).contains(line);
  }

  void leftNo(String words) {
    assertThat(rows.lines()).noneMatch(line -> line.contains(words));
  }

  /** As many are in as were told so, beside the host. */
  void joinedAreIn() {
    long joined = told.stream().filter("joined"::equals).count();
    assertThat(rows.lines().filter(line -> line.matches("p[1-9]\\d* active .*")))
        .hasSize((int) joined);
  }
}
