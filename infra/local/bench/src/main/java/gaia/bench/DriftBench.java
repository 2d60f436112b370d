package gaia.bench;

import gaia.local.postgres.GaiaProgram;
import gaia.local.postgres.LocalPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares schemas of a growing number of tables, by the program as a whole process. */
final class DriftBench {
  private static final int[] TABLES = {100, 1000, 2000};
  private static final int BATCH = 100;
  private static final Pattern NUMBERS =
      Pattern.compile("\"took_ms\":(\\d+).*\"objects\":(\\d+).*\"differences\":(\\d+)");

  private DriftBench() {}

  static void run() throws SQLException, IOException, InterruptedException {
    System.out.printf(
        "%-34s %8s %11s %9s %10s%n", "", "objects", "differences", "job ms", "process ms");
    try (LocalPostgres server = LocalPostgres.temporary()) {
      String ours = server.url("migrate", "gaia");
      GaiaProgram.run("migrate", "--quiet", "--database", ours);
      row("our schema", "drift", "--json", "--database", ours);
      for (int tables : TABLES) {
        String one = filled(server, "one_" + tables, tables);
        String other = filled(server, "other_" + tables, tables);
        execute(
            server,
            "other_" + tables,
            "drop index public.by_name_7; drop table public.t_9 cascade");
        row(
            tables + " tables against themselves",
            "drift",
            "--json",
            "--database",
            one,
            "--against",
            one);
        row(
            tables + " tables, two gone, with SQL",
            "drift",
            "--json",
            "--sql",
            "--database",
            other,
            "--against",
            one);
      }
    }
  }

  /** Each with a key, a reference, a default, a check, an index and a trigger. */
  private static String filled(LocalPostgres server, String name, int tables) throws SQLException {
    try (Connection connection = server.connect("migrate", "postgres");
        java.sql.Statement statement = connection.createStatement()) {
      statement.execute("set role cloudsqlsuperuser");
      statement.execute("create database " + name);
    }
    execute(
        server,
        name,
        "create schema s; create function s.touch() returns trigger language plpgsql as 'begin return new; end'");
    for (int first = 1; first <= tables; first += BATCH) {
      execute(
          server,
          name,
          """
          do $$ begin for n in %1$d..%2$d loop
            execute format('create table public.t_%%1$s (id uuid primary key default gen_random_uuid(),
              name varchar(200) not null, state text not null default ''new'' check (state in (''new'', ''old'')),
              parent uuid references public.t_%%1$s, settings jsonb default ''{}'', amount numeric(12, 2),
              created_at timestamptz default now(), updated_at timestamptz)', n);
            execute format('create index by_name_%%1$s on public.t_%%1$s (name) where state = ''new''', n);
            execute format('create trigger touch before update on public.t_%%1$s for each row execute function s.touch()', n);
          end loop; end $$
          """
              .formatted(first, first + BATCH - 1));
    }
    return server.url("migrate", name);
  }

  private static void execute(LocalPostgres server, String name, String sql) throws SQLException {
    try (Connection connection = server.connect("migrate", name);
        java.sql.Statement statement = connection.createStatement()) {
      statement.execute("set role cloudsqlsuperuser; " + sql);
    }
  }

  private static void row(String what, String... words) throws IOException, InterruptedException {
    int rounds = Integer.getInteger("rounds", 3);
    List<Double> job = new ArrayList<>();
    List<Double> process = new ArrayList<>();
    String objects = "";
    String differences = "";
    for (int round = 0; round < rounds; round++) {
      long begun = System.nanoTime();
      GaiaProgram.Ended ended = GaiaProgram.run(words);
      process.add((System.nanoTime() - begun) / 1e6);
      Matcher numbers = NUMBERS.matcher(ended.output());
      if (!numbers.find()) {
        throw new IllegalStateException(ended.output());
      }
      job.add(Double.valueOf(numbers.group(1)));
      objects = numbers.group(2);
      differences = numbers.group(3);
    }
    System.out.printf(
        Locale.ROOT,
        "%-34s %8s %11s %9.0f %10.0f%n",
        what,
        objects,
        differences,
        Median.of(job),
        Median.of(process));
  }
}
