package gaia.account;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Patience;
import gaia.testing.Together;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who am I. */
class AccountTest {
  @RegisterExtension static final FunctionUnderTest ACCOUNT = FunctionUnderTest.of("account");

  private final Given given = new Given(ACCOUNT);

  @Test
  void firstRequest_writesThePersonDown() {
    Answer me = Expect.ok(ACCOUNT.as("anna").get("/v1/account"));
    assertThat(me.text("user_id")).isEqualTo(given.id("anna").toString());
    assertThat(me.text("display_name")).isEqualTo("Anna");
    assertThat(me.at("is_admin").getBooleanValue()).isFalse();
    assertThat(ACCOUNT.one("select subject from auth.users where user_id = ?", given.id("anna")))
        .isEqualTo("anna");
    assertThat(Expect.ok(ACCOUNT.as("anna").get("/v1/account")).body()).isEqualTo(me.body());
  }

  @Test
  void firstRequestsAtOnce_areOnePerson() {
    List<Answer> answers =
        Together.start(8, i -> Patience.with(() -> ACCOUNT.as("crowded").get("/v1/account")));
    assertThat(answers).extracting(Answer::status).containsOnly(200);
    assertThat(answers).extracting(Answer::body).containsOnly(answers.getFirst().body());
  }

  @Test
  void mailAndName_mayBeMissing() {
    Map<String, Object> claims = new HashMap<>();
    claims.put("email", null);
    claims.put("name", null);
    String token = ACCOUNT.issuer().token("nameless", claims);
    Answer me = Expect.ok(ACCOUNT.http().as(token).get("/v1/account"));
    assertThat(me.isNull("email")).isTrue();
    assertThat(me.isNull("display_name")).isTrue();
    token = ACCOUNT.issuer().token("mailed", Map.of("email", "mailed@example.com"));
    assertThat(Expect.ok(ACCOUNT.http().as(token).get("/v1/account")).text("email"))
        .isEqualTo("mailed@example.com");
  }

  /** As an admin is who was made one before they signed in. */
  @Test
  void whoWasKnownWithoutAName_getsTheirTokens_once() {
    ACCOUNT.sql(
        "insert into auth.users (user_id, issuer, subject) values (?, ?, 'early')",
        given.id("early"),
        ACCOUNT.issuer().url());
    assertThat(Expect.ok(ACCOUNT.as("early").get("/v1/account")).text("display_name"))
        .isEqualTo("Early");
    Expect.ok(rename("early", "\"Late\""));
    assertThat(Expect.ok(ACCOUNT.as("early").get("/v1/account")).text("display_name"))
        .isEqualTo("Late");
  }

  @Test
  void counts_areWhatIsTheirsNow() {
    given.session("counter", "hosted");
    given.session("counter", "over");
    given.session("other", "joined");
    given.session("other", "left");
    given.member("joined", "counter");
    given.member("left", "counter");
    ACCOUNT.sql(
        "update campaign_sessions set status = 'ended', ended_at = now() where session_id = 'over'");
    ACCOUNT.sql(
        "update campaign_session_members set status = 'left' where session_id = 'left' and role = 'member'");
    given.campaign("counter");
    UUID idle = given.campaign("counter");
    ACCOUNT.sql("update game.campaigns set is_active = false where campaign_id = ?", idle);
    Expect.status(201, given.grant("other", "counter", "joined", "invite"));
    Expect.status(201, given.grant("other", "counter", "joined", "read"));
    ACCOUNT.sql(
        "update auth.access_control set expires_at = now() where user_id = ? and permission = 'read'",
        given.id("counter"));
    Answer me = Expect.ok(ACCOUNT.as("counter").get("/v1/account"));
    assertThat(me.number("counts/sessions")).isEqualTo(2);
    assertThat(me.number("counts/hosted_sessions")).isEqualTo(1);
    assertThat(me.number("counts/campaigns")).isEqualTo(1);
    assertThat(me.number("counts/permissions")).isEqualTo(1);
  }

  @Test
  void name_isChosen_alsoByTheFirstRequest() {
    Answer named = Expect.ok(rename("newcomer", "\"New \u00fc comer\""));
    assertThat(named.text("display_name")).isEqualTo("New \u00fc comer");
    assertThat(rename("newcomer", "\"" + "\ud83c\udfb2".repeat(80) + "\"").status()).isEqualTo(200);
    Answer kept = Expect.ok(ACCOUNT.as("newcomer").patch("/v1/account", "{}"));
    assertThat(kept.text("display_name")).isEqualTo("\ud83c\udfb2".repeat(80));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "\"\"",
        "\"  \"",
        "7",
        "\"a\\nb\"",
        "\"a\\u202eb\"",
        "\"\\ud800\"",
        "\"\\u0000\"",
        "[\"a\"]"
      })
  void nameThatIsNone_isRefused(String name) {
    Expect.invalid(rename("picky", name), "display_name");
    Expect.invalid(rename("picky", "\"" + "x".repeat(81) + "\""), "display_name");
  }

  @Test
  void nothingElse_canBeChanged() {
    Expect.invalid(
        ACCOUNT.as("sly").patch("/v1/account", "{\"is_admin\": true, \"is_active\": true}"),
        "is_active",
        "is_admin");
  }

  private static Answer rename(String who, String name) {
    return ACCOUNT.as(who).patch("/v1/account", "{\"display_name\": " + name + "}");
  }
}
