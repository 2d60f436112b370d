package gaia.rollback;

import static java.util.stream.Collectors.joining;

import gaia.cli.Outcome;
import gaia.cli.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rows that go with what is taken back, by table or column. */
record Losses(List<Loss> all) {
  /** Of a table whose rows stay, with other values. */
  static final String VALUES = "values of ";

  /**
   * Where rows go.
   *
   * @param what a table; or a column, whose values go
   */
  record Loss(String what, long rows) {
    @Override
    public String toString() {
      return what + " " + rows + (rows == 1 ? " row" : " rows");
    }
  }

  static Losses of(Map<String, Long> rows) {
    List<Loss> lost = new ArrayList<>();
    rows.forEach(
        (what, number) -> {
          if (number > 0) {
            lost.add(new Loss(what, number));
          }
        });
    return new Losses(lost);
  }

  void mustBeNone() {
    if (rows() > 0) {
      throw Stop.because(
          Outcome.REFUSED,
          "rows would be lost: " + this,
          "nothing was changed; --lose-data says that they may go");
    }
  }

  long rows() {
    return all.stream().mapToLong(Loss::rows).sum();
  }

  @Override
  public String toString() {
    return all.stream().map(Loss::toString).collect(joining(", "));
  }
}
