package gaia.session;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent as a body is answered, with the name of what is wrong with it. */
class HostileBodyTest {
  @RegisterExtension static final FunctionUnderTest SESSION = FunctionUnderTest.of("session");

  @BeforeAll
  static void session() {
    new Given(SESSION).session("anna", "friday");
  }

  static Stream<Arguments> fields() {
    return Stream.of(
        arguments("{}", "name"),
        arguments("{'name': null}", "name"),
        arguments("{'name': 7}", "name"),
        arguments("{'name': true}", "name"),
        arguments("{'name': ['x']}", "name"),
        arguments("{'name': {}}", "name"),
        arguments("{'name': ''}", "name"),
        arguments("{'name': '   '}", "name"),
        arguments("{'name': '\\u3000'}", "name"),
        arguments("{'name': '\\u00a0\\ufeff'}", "name"),
        arguments("{'name': 'a\\nb'}", "name"),
        arguments("{'name': 'a\\u0000b'}", "name"),
        arguments("{'name': 'a\\u007fb'}", "name"),
        arguments("{'name': 'a\\u0085b'}", "name"),
        arguments("{'name': '\\ud800'}", "name"),
        arguments("{'name': '\\udc00\\ud800'}", "name"),
        arguments("{'name': '" + "x".repeat(201) + "'}", "name"),
        arguments("{'name': '" + "🎲".repeat(201) + "'}", "name"),
        arguments("{'name': 'a', 'name': 'b'}", "name"),
        arguments("{'name': 'x', 'max_members': '12'}", "max_members"),
        arguments("{'name': 'x', 'max_members': 1}", "max_members"),
        arguments("{'name': 'x', 'max_members': 1001}", "max_members"),
        arguments("{'name': 'x', 'max_members': 7.5}", "max_members"),
        arguments("{'name': 'x', 'max_members': 1e400000}", "max_members"),
        arguments("{'name': 'x', 'max_members': 1e308}", "max_members"),
        arguments("{'name': 'x', 'max_members': 1e99999999999}", "max_members"),
        arguments("{'name': 'x', 'max_members': -1e-99999999999}", "max_members"),
        arguments("{'name': 'x', 'max_members': 12345678901234567890}", "max_members"),
        arguments("{'name': 'x', 'max_members': -9223372036854775809}", "max_members"),
        arguments("{'name': 'x', 'max_members': true}", "max_members"),
        arguments("{'name': 'x', 'max_members': [8]}", "max_members"),
        arguments("{'name': 'x', 'max_members': {}}", "max_members"),
        arguments("{'name': 'x', 'may_invite': 'maybe'}", "may_invite"),
        arguments("{'name': 'x', 'may_invite': 'HOST'}", "may_invite"),
        arguments("{'name': 'x', 'may_invite': 0}", "may_invite"),
        arguments("{'name': 'x', 'campaign_id': '1-1-1-1-1'}", "campaign_id"),
        arguments("{'name': 'x', 'campaign_id': 5}", "campaign_id"),
        arguments("{'name': 'x', 'session_id': 5}", "session_id"),
        arguments("{'name': 'x', 'session_id': 'a\\u0000'}", "session_id"),
        arguments("{'name': 'x', 'metadata': 'text'}", "metadata"),
        arguments("{'name': 'x', 'metadata': [1]}", "metadata"),
        arguments("{'name': 'x', 'metadata': 1.5}", "metadata"),
        arguments("{'name': 'x', 'metadata': {'a': '" + "x".repeat(8185) + "'}}", "metadata"),
        arguments("{'name': 'x', 'metadata': {'a': '" + "ä".repeat(4093) + "'}}", "metadata"),
        arguments("{'name': 'x', 'metadata': {'a': 1e400000}}", "metadata.a"),
        arguments("{'name': 'x', 'metadata': {'a': -1e309}}", "metadata.a"),
        arguments("{'name': 'x', 'metadata': {'a': 1e-99999}}", "metadata.a"),
        arguments("{'name': 'x', 'metadata': {'a': 1e-99999999999}}", "metadata.a"),
        arguments("{'name': 'x', 'metadata': {'a': " + "9".repeat(101) + "}}", "metadata.a"),
        arguments("{'name': 'x', 'metadata': {'a': [0, '\\u0000']}}", "metadata.a.1"),
        arguments("{'name': 'x', 'metadata': {'a': '\\ud800'}}", "metadata.a"),
        arguments("{'name': 'x', 'metadata': {'a': 1, 'a': 2}}", "metadata.a"),
        arguments("{'name': 'x', 'surprise': 1}", "surprise"),
        arguments("{'name': 'x', 'Name': 'y'}", "Name"),
        arguments("{'name': 'x', 'maxMembers': 3}", "maxMembers"),
        arguments("{'name': 'x', '': 1}", ""),
        arguments("{'name': 'x', '" + "y".repeat(99) + "': 1}", "y".repeat(64) + "…"));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void wrongField_isNamed(String body, String field) {
    Expect.invalid(post(body.replace('\'', '"').getBytes(UTF_8)), field);
  }

  static Stream<byte[]> documents() {
    String name = "{\"name\": \"x\"}";
    return Stream.of(
        new byte[0],
        " \n".getBytes(UTF_8),
        "null".getBytes(UTF_8),
        "[]".getBytes(UTF_8),
        "7".getBytes(UTF_8),
        "\"name\"".getBytes(UTF_8),
        "NaN".getBytes(UTF_8),
        (name + "x").getBytes(UTF_8),
        (name + name).getBytes(UTF_8),
        (name + "\0").getBytes(UTF_8),
        ("\uFEFF" + name).getBytes(UTF_8),
        name.getBytes(UTF_16),
        "{\"name\": \"\u00e9\"}".getBytes(ISO_8859_1),
        new byte[] {'{', (byte) 0xc0, (byte) 0x80, '}'},
        "{\"name\": \"x\", \"metadata\": {}".getBytes(UTF_8),
        "{name: \"x\"}".getBytes(UTF_8),
        "{'name': 'x'}".getBytes(UTF_8),
        "{\"name\": \"x\",}".getBytes(UTF_8),
        "{\"name\": \"x\" /* y */}".getBytes(UTF_8));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void whatIsNoDocument_isRefusedAsOne(byte[] body) {
    Answer answer = Expect.problem(400, "invalid-request", post(body));
    assertFieldOf(answer);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void sameBodies_changeNoSession(String body, String field) {
    Answer answer =
        SESSION
            .as("anna")
            .send("PATCH", "/v1/session/friday", body.replace('\'', '"').getBytes(UTF_8));
    // A change needs no field, and takes fewer of them; the others are wrong the same way.
    Expect.status(body.equals("{}") ? 200 : 400, answer);
  }

  @Test
  void deepBody_isRefused() {
    String deep = "{\"name\": \"x\", \"metadata\": {\"a\": %s1%s}}";
    Answer shallow = post(deep.formatted("[".repeat(29), "]".repeat(29)).getBytes(UTF_8));
    Expect.status(201, shallow);
    for (int depth : new int[] {33, 10_000}) {
      Answer answer = post(deep.formatted("[".repeat(depth), "]".repeat(depth)).getBytes(UTF_8));
      Expect.problem(400, "invalid-request", answer);
      assertFieldOf(answer);
    }
  }

  @Test
  void largestMetadata_isKept() {
    String body = "{\"name\": \"x\", \"metadata\": {\"a\": \"%s\"}}".formatted("x".repeat(8184));
    Expect.status(201, post(body.getBytes(UTF_8)));
    String dense = "{\"name\": \"x\", \"metadata\": {\"a\": [%s0]}}".formatted("0,".repeat(4090));
    Expect.status(201, post(dense.getBytes(UTF_8)));
  }

  private static void assertFieldOf(Answer answer) {
    assertThat(answer.text("errors/0/field")).isNotNull();
  }

  private static Answer post(byte[] body) {
    return SESSION.as("anna").send("POST", "/v1/session", body);
  }
}
