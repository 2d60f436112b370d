package gaia.invite;

import static gaia.invite.Refusals.assertInvalid;
import static gaia.invite.Refusals.assertRefused;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import gaia.testing.RawHttp;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the answer is 4xx and names what is wrong. */
class HostileRequestTest {
  private static final String GOOD = "0000-0000-0000-0000-0000-0000-0000";

  @RegisterExtension static final FunctionUnderTest INVITE = FunctionUnderTest.of("invite");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {}                                                   | session_id
          {"session_id": null}                                 | session_id
          {"session_id": ""}                                   | session_id
          {"session_id": 7}                                    | session_id
          {"session_id": ["a"]}                                | session_id
          {"session_id": "a b"}                                | session_id
          {"session_id": "-a"}                                 | session_id
          {"session_id": "é"}                                  | session_id
          {"session_id": "a\\u0000"}                           | session_id
          {"session_id": "\\ud800"}                            | session_id
          {"session_id": "a\\n"}                               | session_id
          {"session_id": "a", "session_id": "b"}               | session_id
          {"session_id": "a", "multi_use": "true"}             | multi_use
          {"session_id": "a", "multi_use": 1}                  | multi_use
          {"session_id": "a", "max_uses": "1"}                 | max_uses
          {"session_id": "a", "max_uses": 1.5}                 | max_uses
          {"session_id": "a", "max_uses": 1e3}                 | max_uses
          {"session_id": "a", "max_uses": 99999999999}         | max_uses
          {"session_id": "a", "max_uses": 1e999999999}         | max_uses
          {"session_id": "a", "max_uses": true}                | max_uses
          {"session_id": "a", "expires_in_seconds": "60"}      | expires_in_seconds
          {"session_id": "a", "expires_in_seconds": -1e9}      | expires_in_seconds
          {"session_id": "a", "expires_in_seconds": {}}        | expires_in_seconds
          {"session_id": "a", "note": 1}                       | note
          {"session_id": "a", "note": "a\\u0000b"}             | note
          {"session_id": "a", "note": "tab\\t"}                | note
          {"session_id": "a", "note": "\\udc00x"}              | note
          {"session_id": "a", "Note": "x"}                     | Note
          {"session_id": "a", "sessionId": "x"}                | sessionId
          {"session_id": "a", "uses": 5}                       | uses
          {"session_id": "a", "__proto__": {}}                 | __proto__
          []                                                   | body
          "a"                                                  | body
          null                                                 | body
          {"session_id": "a"} {}                               | body
          {"session_id": "a",}                                 | body
          {"session_id": "a"                                   | body
          {'session_id': 'a'}                                  | body
          """)
  void wishThatIsNone_isNamed(String body, String field) {
    assertInvalid(INVITE.as("hanna").post("/v1/invite", body), field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {}                                                   | token
          {"token": null}                                      | token
          {"token": 1}                                         | token
          {"token": ""}                                        | token
          {"token": "friday"}                                  | token
          {"token": ["0000-0000-0000-0000-0000-0000-0000"]}    | token
          {"token": "0000-0000-0000-0000-0000-0000-0001"}      | token
          {"token": "0000-0000-0000-0000-0000-0000-000\\u0000"}| token
          {"token": "０000-0000-0000-0000-0000-0000-0000"}      | token
          {"token": "0000-0000-0000-0000-0000-0000-000ſ"}      | token
          {"token": "' or 1=1 --"}                             | token
          {"token": "a", "token": "b"}                         | token
          {"Token": "0000-0000-0000-0000-0000-0000-0000"}      | Token
          """)
  void tokenThatIsNone_isNamed(String body, String field) {
    assertInvalid(INVITE.as("bob").post("/v1/invite/redeem", body), field);
  }

  @ParameterizedTest
  @CsvSource({
    "'', session_id",
    "session_id=, session_id",
    "session_id=a&session_id=b, session_id",
    "session_id=%00, session_id",
    "session_id=a%20b, session_id",
    "session_id=%C3%28, query",
    "session_id=a&status=ACTIVE, status",
    "session_id=a&status=, status",
    "session_id=a&status=active&status=revoked, status",
    "session_id=a&limit=0, limit",
    "session_id=a&limit=101, limit",
    "session_id=a&limit=-1, limit",
    "session_id=a&limit=1.5, limit",
    "session_id=a&limit=99999999999, limit",
    "session_id=a&limit=%D9%A3, limit",
    "session_id=a&cursor=, cursor",
    "session_id=a&cursor=AAAA, cursor",
    "session_id=a&cursor=%25, cursor",
    "session_id=a&offset=10, offset",
    "session_id=a&Limit=10, Limit"
  })
  void queryThatIsNone_isNamed(String query, String field) {
    assertInvalid(INVITE.as("hanna").get("/v1/invite?" + query), field);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/invite/redeem?token=x, token",
    "POST, /v1/invite?session_id=friday, session_id",
    "POST, /v1/invite/00000000-0000-7000-8000-000000000000/revoke?force=true, force",
    "GET, /v1/invite/preview?token=x, token"
  })
  void queryWhereNoneIsTaken_isNamed(String method, String address, String field) {
    assertInvalid(INVITE.as("hanna").send(method, address, "{}".getBytes(UTF_8)), field);
  }

  @Test
  void bytesThatAreNoText_areNamed() {
    for (byte[] body :
        new byte[][] {
          "{\"session_id\": \"\u00e9\"}".getBytes(ISO_8859_1),
          {(byte) 0xff, (byte) 0xfe, '{', 0, '}', 0},
          {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'},
          {0, 0, 0, 0}
        }) {
      assertInvalid(INVITE.as("hanna").send("POST", "/v1/invite", body), "body");
      assertInvalid(INVITE.as("hanna").send("POST", "/v1/invite/redeem", body), "body");
    }
  }

  @Test
  void deepAndHugeBodies_areRefused() {
    String deep = "{\"session_id\": " + "[".repeat(5000) + "]".repeat(5000) + "}";
    assertThat(INVITE.as("hanna").post("/v1/invite", deep).status()).isEqualTo(400);
    String huge = "{\"session_id\": \"" + "a".repeat(70_000) + "\"}";
    assertRefused(INVITE.as("hanna").post("/v1/invite", huge), 413, "body-too-large");
    assertRefused(
        INVITE
            .as("hanna")
            .with("Content-Type", "application/json")
            .send(
                "POST",
                "/v1/invite/redeem",
                BodyPublishers.ofInputStream(
                    () -> new java.io.ByteArrayInputStream(huge.getBytes(UTF_8)))),
        413,
        "body-too-large");
    assertInvalid(
        INVITE.as("bob").post("/v1/invite/redeem", "{\"token\": \"" + "0".repeat(60_000) + "\"}"),
        "token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml"})
  void otherMediaTypes_areRefused(String type) {
    Answer answer =
        INVITE.as("hanna").with("Content-Type", type).post("/v1/invite", "{\"session_id\": \"a\"}");
    assertRefused(answer, 415, "unsupported-media-type");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /v1/invite",
    "DELETE, /v1/invite",
    "PATCH, /v1/invite/redeem",
    "GET, /v1/invite/redeem",
    "POST, /v1/invite/preview",
    "GET, /v1/invite/01a1f973-d416-7838-b081-fe39d4ed7799/revoke"
  })
  void otherMethods_areRefused(String method, String path) {
    assertRefused(
        INVITE.as("hanna").send(method, path, "{}".getBytes(UTF_8)), 405, "method-not-allowed");
  }

  @Test
  void otherPaths_areNotThere() {
    for (String path : new String[] {"/", "/v1", "/v1/session", "/v1/invite/x", "/v1/invite/_x"}) {
      assertRefused(INVITE.as("hanna").get(path), 404, "not-found");
    }
  }

  @Test
  void tokenHeaderTwice_isRefused() {
    assertInvalid(raw("Invite-Token: " + GOOD, "Invite-Token: " + GOOD), "Invite-Token");
    assertInvalid(raw("Invite-Token: " + GOOD + ", " + GOOD), "Invite-Token");
    assertInvalid(raw("Invite-Token: \u00e9\u00ff"), "Invite-Token");
    assertInvalid(raw("Invite-Token:"), "Invite-Token");
    assertInvalid(raw("invite_token: " + GOOD), "Invite-Token");
  }

  private static Answer raw(String... headers) {
    return RawHttp.send(
        INVITE.port(),
        "GET /v1/invite/preview HTTP/1.1\r\nHost: local\r\nConnection: close\r\n"
            + String.join("\r\n", headers));
  }
}
