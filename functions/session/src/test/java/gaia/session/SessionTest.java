package gaia.session;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.RunningFunction;
import gaia.testing.TestDatabase;
import gaia.testing.TestIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SessionTest {
  private static TestDatabase database;
  private static TestIssuer issuer;
  private static RunningFunction session;

  @BeforeAll
  static void start() {
    database = TestDatabase.create();
    issuer = TestIssuer.start();
    session = RunningFunction.start("session", database, issuer);
  }

  @AfterAll
  static void stop() {
    session.close();
    issuer.close();
    database.close();
  }

  @Test
  void smoke() {
    var host = session.http().as(issuer.token("host"));
    for (var a :
        new Answer[] {
          host.post(
              "/v1/session",
              "{\"session_id\":\"friday\",\"name\":\"Friday\",\"metadata\":{\"a\":1e2}}"),
          host.post(
              "/v1/session",
              "{\"session_id\":\"friday\",\"name\":\"Friday\",\"metadata\":{\"a\":1e2}}"),
          host.post("/v1/session", "{\"session_id\":\"friday\",\"name\":\"Fridays\"}"),
          host.post("/v1/session", "{\"name\":\"\",\"max_members\":\"12\",\"x\":1}"),
          host.post("/v1/session", "{\"name\":\"\",\"max_members\":1}"),
          host.get("/v1/session/friday"),
          host.get("/v1/session"),
          host.get("/v1/session?limit=x"),
          host.patch("/v1/session/friday", "{\"name\":\"New\",\"metadata\":null}"),
          host.patch("/v1/session/friday", "{\"name\":null}"),
          host.post("/v1/session/friday/pause"),
          host.post("/v1/session/friday/pause"),
          host.get("/v1/session/friday/member"),
          host.post("/v1/session/friday/leave"),
          host.post("/v1/session/friday/end"),
          host.post("/v1/session/friday/resume"),
          host.get("/v1/session/nope"),
          host.get("/v1/nope"),
          host.delete("/v1/session/friday"),
          session.http().get("/v1/session"),
          session.http().as("x").get("/v1/session"),
          host.get("/v1/session?q=%7C"),
          host.get("/v1/session/a;b"),
          session.http().get("/v1/session/_health"),
          host.delete("/v1/session/friday/member/zzz"),
          host.get("/v1/session/%66riday"),
          host.get("/v1/session/a%2fb")
        }) {
      System.err.println(a.status() + " " + a.body() + " " + a.headers());
    }
    assertThat(host.get("/v1/session").status()).isEqualTo(200);
  }
}
