package gaia.rollback;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** The rows that go with what is taken back, by table or column. */
record Losses(List<Loss> all) {
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

  long rows() {
    return all.stream().mapToLong(Loss::rows).sum();
  }

  @Override
  public String toString() {
    return all.stream().map(Loss::toString).collect(joining(", "));
  }
}
