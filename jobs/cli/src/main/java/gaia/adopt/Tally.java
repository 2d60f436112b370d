package gaia.adopt;

import gaia.cli.Run;
import gaia.cli.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What became of the rows of each old table. */
final class Tally {
  private final List<Line> lines = new ArrayList<>();
  private Signing signing = new Signing(List.of());
  private Gone gone = new Gone(List.of());

  /**
   * One table, or one of its columns.
   *
   * @param reasons why the lost ones have no place, each with how many and a few of them
   */
  record Line(String what, long kept, long lost, List<String> reasons) {}

  void add(String what, long kept, long lost, List<String> reasons) {
    lines.add(new Line(what, kept, lost, reasons));
  }

  void signing(Signing found) {
    signing = found;
  }

  Signing signing() {
    return signing;
  }

  void gone(Gone found) {
    gone = found;
  }

  Gone gone() {
    return gone;
  }

  long lost() {
    return lines.stream().mapToLong(Line::lost).sum();
  }

  private long kept() {
    return lines.stream().mapToLong(Line::kept).sum();
  }

  void tell(Run run) {
    run.count("kept", kept());
    run.count("lost", lost());
    Table table = new Table("table", "kept", "lost", "why");
    for (Line line : lines) {
      run.item(
          Map.of(
              "table",
              line.what(),
              "kept",
              line.kept(),
              "lost",
              line.lost(),
              "reasons",
              line.reasons()));
      table.row(
          line.what(),
          "" + line.kept(),
          "" + line.lost(),
          line.reasons().isEmpty() ? "" : line.reasons().getFirst());
      line.reasons().stream().skip(1).forEach(reason -> table.row("", "", "", reason));
    }
    table.lines().forEach(run::answer);
    gone.tell(run);
    signing.tell(run);
  }
}
