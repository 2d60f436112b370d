package gaia.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A database of events as JSON, messages and readings, and somebody who writes to it. */
final class Events {
  // So many events, messages and half as many readings again.
  private static final int MEGABYTE = 1130;

  private static final String MAKE =
      """
      create table events (id bigint, at timestamptz, user_id uuid, amount numeric(12, 2), kind text, body jsonb);
      create table balances (id int primary key, amount bigint not null);
      insert into balances select g, 0 from generate_series(1, 1000) g;
      create table messages (id bigint, room int, author uuid, at timestamptz, words text);
      create table readings (id bigint, device int, at timestamptz, low float8, high float8, mean numeric);
      create temporary table story as
      select string_agg((array['the', 'session', 'of', 'player', 'dragon', 'goblin', 'king', 'castle', 'sword',
        'night', 'moved', 'rolled', 'twenty', 'attack', 'waits', 'for', 'door'])[1 + (random() * 16)::int], ' ') as words
      from generate_series(1, 3500);
      insert into events
      select g, '2026-01-01'::timestamptz + g * interval '3.7 s', gen_random_uuid(),
        (random() * 10000)::numeric(12, 2), (array['click', 'purchase', 'view', 'login'])[1 + g % 4],
        jsonb_build_object('session', md5(g::text), 'message', substr(words, 1 + (g * 31) % 15000, 250),
          'score', random(), 'tags', array[(g % 97)::text, (g % 13)::text],
          'nested', jsonb_build_object('ip', '10.' || g % 255 || '.1.1', 'agent', 'Mozilla/5.0 ' || g % 31))
      from generate_series(1, {n}) g, story;
      insert into messages
      select g, g % 5000, gen_random_uuid(), '2026-01-01'::timestamptz + g * interval '1.3 s',
        substr(words, 1 + (g * 17) % 14000, 40 + g % 300)
      from generate_series(1, {n}) g, story;
      insert into readings
      select g, g % 300, '2026-01-01'::timestamptz + g * interval '1 s', random() * 100, random(),
        (random() * 1e6)::numeric(14, 4)
      from generate_series(1, {n} * 3 / 2) g;
      """;

  private Events() {}

  static void make(String server, String url, String name, long megabytes) throws SQLException {
    drop(server, name);
    create(server, name);
    execute(url, MAKE.replace("{n}", "" + megabytes * MEGABYTE));
    execute(url, "vacuum analyze");
  }

  /** What a restore has to make again after the rows. */
  static void index(String url) throws SQLException {
    execute(
        url,
        """
        alter table events add primary key (id);
        create index events_of_user on events (user_id, at);
        alter table messages add primary key (id);
        create index messages_of_room on messages (room, at);
        alter table readings add primary key (id);
        create index readings_of_device on readings (device, at);
        """);
  }

  /** The sizes to measure, in megabytes. */
  static List<Integer> sizes() {
    return Stream.of(System.getProperty("megabytes", "").split(",", -1))
        .map(size -> size.isEmpty() ? 500 : Integer.valueOf(size))
        .toList();
  }

  static void create(String server, String name) throws SQLException {
    execute(server, "create database " + name);
  }

  static void drop(String server, String name) throws SQLException {
    // Autovacuum may be in it.
    execute(server, "drop database if exists " + name + " with (force)");
  }

  static Writer write(String url) {
    return new Writer(url);
  }

  /** Commits one small change after the other. */
  static final class Writer implements AutoCloseable {
    private final List<Double> millis = new ArrayList<>();
    private final CompletableFuture<Void> writing;
    private volatile boolean ended;

    private Writer(String url) {
      writing = CompletableFuture.runAsync(() -> write(url));
    }

    private void write(String url) {
      try (Connection connection = connect(url);
          PreparedStatement change =
              connection.prepareStatement("update balances set amount = amount + 1 where id = ?")) {
        for (int i = 0; !ended; i++) {
          change.setInt(1, 1 + i % 1000);
          long begun = System.nanoTime();
          change.executeUpdate();
          millis.add((System.nanoTime() - begun) / 1e6);
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    double p99() {
      close();
      return millis.stream().sorted().toList().get(millis.size() * 99 / 100);
    }

    @Override
    public void close() {
      ended = true;
      writing.join();
    }
  }

  private static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(
        url.replaceFirst("^postgresql://(?:([^:@/]+)(?::([^@/]*))?@)?", "jdbc:postgresql://"),
        user(url),
        password(url));
  }

  private static String user(String url) {
    return url.contains("@") ? url.replaceFirst("^postgresql://([^:@/]+).*", "$1") : "postgres";
  }

  private static String password(String url) {
    return url.matches("postgresql://[^:@/]+:[^@/]+@.*")
        ? url.replaceFirst("^postgresql://[^:@/]+:([^@/]+)@.*", "$1")
        : "";
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
