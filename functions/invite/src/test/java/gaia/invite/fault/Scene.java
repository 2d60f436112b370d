package gaia.invite.fault;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.identity.Ids;
import gaia.testing.Answer;
import gaia.testing.Http;
import gaia.testing.Invariants;
import gaia.testing.RunningFunction;
import gaia.testing.TestIssuer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The function over a database that gets into trouble, and what stays true meanwhile. */
final class Scene implements AutoCloseable {
  static final String HOST = "hanna";

  /** What the service allows a request; whoever hangs longer fails here. */
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final Callable<Connection> owners;
  private final TestIssuer issuer = TestIssuer.start();
  private final RunningFunction function;

  /**
   * Over the database that the function finds there.
   *
   * @param owners connections of the owner, past whatever stands in the function's way
   */
  Scene(String url, int pool, Callable<Connection> owners) {
    this.owners = owners;
    Map<String, String> settings = RunningFunction.settings(url, issuer);
    settings.put("database.pool", String.valueOf(pool));
    function = RunningFunction.start(settings);
  }

  Http as(String name) {
    return function.http().as(issuer.token(name)).within(LIMIT);
  }

  TestIssuer issuer() {
    return issuer;
  }

  /** A session that hanna hosts, and the token of an invite for as many as like to come. */
  String session(String id) throws Exception {
    Object host = Ids.v5(issuer.url(), HOST);
    sql(
        "insert into auth.users (user_id, issuer, subject) values (?, ?, ?) on conflict do nothing",
        host,
        issuer.url(),
        HOST);
    sql(
        "insert into campaign_sessions (session_id, name, host_id, max_members, member_count, request_hash)"
            + " values (?, 'Trouble', ?, 1000, 1, '')",
        id,
        host);
    sql(
        "insert into campaign_session_members (session_id, user_id, role, status, joined_at)"
            + " values (?, ?, 'host', 'active', now())",
        id,
        host);
    return issue(HOST, id, "first of " + id).text("token");
  }

  Answer issue(String name, String sessionId, String key) {
    return as(name)
        .with("Idempotency-Key", key.replace(' ', '-'))
        .post("/v1/invite", "{\"session_id\": \"%s\", \"multi_use\": true}".formatted(sessionId));
  }

  Answer redeem(String name, String token) {
    return as(name).post("/v1/invite/redeem", "{\"token\": \"%s\"}".formatted(token));
  }

  /** The refusal that says when to come back, and nothing else. */
  static void assertUnavailable(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(503);
    assertThat(answer.text("type")).isEqualTo("urn:gaia:problem:database-unavailable");
    assertThat(answer.header("Retry-After")).hasValue("1");
  }

  void assertUnbroken() throws Exception {
    try (Connection owner = owners.call()) {
      assertThat(Invariants.broken(owner, "")).isEmpty();
    }
  }

  long number(String query, Object... values) throws Exception {
    try (Connection owner = owners.call();
        PreparedStatement prepared = prepare(owner, query, values);
        ResultSet row = prepared.executeQuery()) {
      assertThat(row.next()).as(query).isTrue();
      return row.getLong(1);
    }
  }

  void sql(String statement, @Nullable Object... values) throws Exception {
    try (Connection owner = owners.call();
        PreparedStatement prepared = prepare(owner, statement, values)) {
      prepared.execute();
    }
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      prepared.setObject(i + 1, values[i]);
    }
    return prepared;
  }

  @Override
  public void close() {
    requireNonNull(function).close();
    issuer.close();
  }
}
