package gaia.invite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What function session does to a game, by its own statements under its own role. */
final class Host implements AutoCloseable {
  private final Game game;
  private final Connection session;

  Host(Game game) {
    this.game = game;
    try {
      session = game.function().database().connect("session");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean leave(String name) {
    return !run("DepartureRepository", "leave", "caller", game.userId(name)).isEmpty();
  }

  /**
   * When, by the function's clock; null where they had been removed before and it changed nothing.
   */
  @Nullable Instant remove(String name) {
    Map<String, Object> values = new HashMap<>(Map.of("userId", game.userId(name)));
    Instant now = Instant.now();
    values.put("now", now);
    values.put("caller", game.userId(Game.HOST));
    List<String> before = run("DepartureRepository", "remove", values);
    return before.isEmpty() || before.contains("removed") ? null : now;
  }

  boolean limit(int maxMembers) {
    Map<String, Object> values = new HashMap<>(Map.of("maxMembers", maxMembers));
    values.put("caller", game.userId(Game.HOST));
    return !run("SessionRepository", "change", values).isEmpty();
  }

  boolean end() {
    Map<String, Object> values = new HashMap<>(Map.of("status", "ended"));
    values.put("caller", game.userId(Game.HOST));
    return !run("SessionRepository", "changeStatus", values).isEmpty();
  }

  private List<String> run(String repository, String method, String name, UUID value) {
    return run(repository, method, new HashMap<>(Map.of(name, value)));
  }

  private List<String> run(String repository, String method, Map<String, @Nullable Object> values) {
    values.put("sessionId", game.id());
    values.putIfAbsent("now", Instant.now());
    String column = repository.startsWith("Departure") ? "status" : "session_id";
    try {
      return Sql.ofSession(repository, method).run(session, column, values);
    } catch (SQLException e) {
      throw new IllegalStateException(method + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
