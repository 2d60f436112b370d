package gaia.account;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.Gate;
import gaia.testing.Http;
import gaia.testing.RunningFunction;
import gaia.testing.TestDatabase;
import gaia.testing.TestIssuer;
import gaia.testing.Together;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** While the database is away it is said so, and nothing needs a restart after. */
class OutageTest {
  @Test
  void databaseAway_isUnavailable_untilItIsBack() {
    try (TestDatabase database = TestDatabase.create();
        TestIssuer issuer = TestIssuer.start();
        Gate gate = new Gate(port(database))) {
      Map<String, String> settings = RunningFunction.settings(through(gate, database), issuer);
      gate.shut();
      try (RunningFunction account = RunningFunction.start(settings)) {
        Http anna = account.http().as(issuer.token("anna"));
        unavailable(anna.get("/v1/account"));
        Expect.ok(account.http().get("/v1/account/_health"));
        gate.open();
        Expect.ok(anna.get("/v1/account"));
        gate.shut();
        Together.start(6, i -> anna.get("/v1/account/permission")).forEach(OutageTest::unavailable);
        gate.open();
        List<Answer> answers = Together.start(6, i -> anna.get("/v1/account"));
        assertThat(answers).extracting(Answer::status).containsOnly(200);
      }
    }
  }

  /** Whatever the answer said, the right and its event stand together or not at all. */
  @Test
  void cutAnywhere_rightAndEventAreOne() throws Exception {
    try (TestDatabase database = TestDatabase.create();
        TestIssuer issuer = TestIssuer.start();
        Gate gate = new Gate(port(database))) {
      try (var owner = database.connect("migrate");
          var statement = owner.createStatement()) {
        Map<String, String> settings = RunningFunction.settings(through(gate, database), issuer);
        try (RunningFunction account = RunningFunction.start(settings)) {
          Http ada = account.http().as(issuer.token("ada"));
          Http bob = account.http().as(issuer.token("bob"));
          Expect.ok(ada.get("/v1/account"));
          String path = "/v1/account/user/" + bob.get("/v1/account").text("user_id");
          statement.execute("update auth.users set is_admin = true where subject = 'ada'");
          for (Gate.Cut cut : Gate.Cut.values()) {
            for (boolean admin : new boolean[] {true, false}) {
              gate.cutNext(cut);
              Answer answer = ada.patch(path, "{\"is_admin\": %s}".formatted(admin));
              assertThat(answer.status()).as(answer.toString()).isIn(200, 503);
              Expect.ok(ada.patch(path, "{\"is_admin\": %s}".formatted(admin)));
            }
          }
        }
        try (var row =
            statement.executeQuery(
                """
                select count(*) filter (where event_type = 'admin-granted'),
                  count(*) filter (where event_type = 'admin-revoked')
                from audit.security_events
                """)) {
          row.next();
          assertThat(row.getLong(1)).isEqualTo(3);
          assertThat(row.getLong(2)).isEqualTo(3);
        }
      }
    }
  }

  private static void unavailable(Answer answer) {
    Expect.problem(503, "database-unavailable", answer);
    assertThat(answer.header("Retry-After")).contains("1");
    assertThat(answer.text("next_step")).isEqualTo("retry");
  }

  private static int port(TestDatabase database) {
    return URI.create(database.url("account")).getPort();
  }

  private static String through(Gate gate, TestDatabase database) {
    return database.url("account").replace(":" + port(database) + "/", ":" + gate.port() + "/");
  }
}
