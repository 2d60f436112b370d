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
  private final UUID host;
  private final Connection session;

  Host(Game game) {
    this.game = game;
    host = game.userId(Game.HOST);
    try {
      session = game.function().database().connect("session");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void leave(String name) {
    departure("leave", Map.of("caller", game.userId(name), "now", Instant.now()));
  }

  /** When, by the function's clock; null where it changed nothing: they had been removed before. */
  @Nullable Instant remove(String name) {
    Instant now = Instant.now();
    List<String> before =
        departure(
            "remove",
            Map.of(
                "userId",
                game.userId(name),
                "caller",
                host,
                "eventId",
                UUID.randomUUID(),
                "requestId",
                UUID.randomUUID(),
                "now",
                now));
    return before.isEmpty() || before.contains("removed") ? null : now;
  }

  void limit(int maxMembers) {
    run("SessionRepository", "change", Map.of("maxMembers", maxMembers, "caller", host));
  }

  boolean end() {
    Map<String, ?> values = Map.of("status", "ended", "caller", host, "now", Instant.now());
    return !run("SessionRepository", "changeStatus", values).isEmpty();
  }

  /** How the membership stood before. */
  private List<String> departure(String method, Map<String, ?> values) {
    return run("DepartureRepository", method, values);
  }

  private List<String> run(String repository, String method, Map<String, ?> values) {
    Map<String, Object> all = new HashMap<>(values);
    all.put("sessionId", game.id());
    try {
      return Sql.ofSession(repository, method).run(session, "status", all);
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
