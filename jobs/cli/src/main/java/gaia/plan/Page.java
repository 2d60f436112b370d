package gaia.plan;

import gaia.schema.HistoryTable;
import gaia.schema.Resources;
import gaia.schema.Rights;
import gaia.schema.Script;
import gaia.schema.Stretch;
import java.util.List;

/** A plan as one page of SQL: groups in a transaction each, with what keeps track of them. */
final class Page {
  private static final String RECORDS = "create table ops.migration_records";

  private static final String SESSION =
      """
      set client_encoding = 'UTF8';
      set time zone 'UTC';
      set lock_timeout = '2s';
      """;

  private static final String SEARCH_PATH = "set search_path = ops, \"$user\", public;\n";

  private final List<Script> all;
  private final int from;
  private final List<Script> pending;
  private final StringBuilder text = new StringBuilder();

  Page(List<Script> all, int from, List<Script> pending) {
    this.all = all;
    this.from = from;
    this.pending = pending;
  }

  String text() {
    open();
    Stretch.of(pending).forEach(this::stretch);
    return text.toString().stripTrailing();
  }

  private void open() {
    line("-- From schema %d to %d.".formatted(from, pending.getLast().version()));
    line("-- Run by psql -f, as the login of the migrate job, in the database itself.");
    line("\\set ON_ERROR_STOP on");
    line(SESSION);
    line("begin;");
    line(Resources.read("standin.sql"));
    line("set role cloudsqlsuperuser;");
    line(Resources.read("bootstrap.sql"));
    line(HistoryTable.CREATE);
    line(
        """
        do $gaia$
        declare
          stands integer;
        begin
          select coalesce(max(version::integer), 0) into stands from ops.flyway_history where success;
          if stands <> %d then
            raise exception 'this plan goes on from schema %d, and the database stands at schema %%', stands
              using hint = 'gaia plan prints the one that fits';
          end if;
        end
        $gaia$;
        """
            .formatted(from, from));
    line("commit;\n");
    line(SEARCH_PATH);
  }

  private void stretch(Stretch stretch) {
    boolean together = stretch.isTransactional();
    if (together) {
      line("begin;\n");
    }
    for (Script script : stretch.scripts()) {
      line("-- " + script.file());
      line("select clock_timestamp() as begun \\gset");
      line(script.sql().stripTrailing() + "\n;");
      if (!together) {
        line("begin;");
      }
      if (script.setsSession()) {
        line("reset all;\n" + SESSION + SEARCH_PATH);
      }
      line(Tracking.history(script));
    }
    records(stretch.last().version());
    line(Rights.text(stretch.last().equals(all.getLast())));
    line("commit;\n");
  }

  /** When the table of the records is made, all that came before it is recorded too. */
  private void records(int version) {
    List<Script> before = all.stream().filter(script -> script.version() <= from).toList();
    List<Script> now = all.stream().filter(script -> script.version() <= version).toList();
    boolean known = before.stream().anyMatch(script -> script.sql().contains(RECORDS));
    if (now.stream().anyMatch(script -> script.sql().contains(RECORDS))) {
      now.stream()
          .filter(script -> !known || script.version() > from)
          .forEach(script -> line(Tracking.record(script)));
    }
  }

  private void line(String line) {
    text.append(line.stripTrailing()).append('\n');
  }
}
