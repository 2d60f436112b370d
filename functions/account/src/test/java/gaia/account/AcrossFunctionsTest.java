package gaia.account;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Http;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What is given here is honoured by the functions as they were built, and what is taken is gone.
 */
class AcrossFunctionsTest {
  @RegisterExtension
  static final FunctionUnderTest ACCOUNT =
      FunctionUnderTest.of("account").beside("session", "invite");

  private final Given given = new Given(ACCOUNT);

  @Test
  void inviteIsHonoured_untilItIsRevoked() {
    open("honoured");
    given.person("ines");
    Expect.status(404, issue("ines", "honoured"));
    Answer granted = Expect.status(201, given.grant("hanna", "ines", "honoured", "invite"));
    Expect.status(201, issue("ines", "honoured"));
    ACCOUNT.as("hanna").delete("/v1/account/permission/" + granted.text("access_id"));
    Expect.status(404, issue("ines", "honoured"));
    Expect.status(201, given.grant("hanna", "ines", "honoured", "read"));
    Expect.status(403, issue("ines", "honoured"));
    assertThat(given.events("session", "honoured").getLast())
        .isEqualTo("forbidden " + given.id("ines"));
  }

  @Test
  void manage_opensSessionsInACampaign_untilItIsRevoked() {
    UUID campaign = given.campaign("olga");
    given.person("marc");
    String wish = Given.wish(given.id("marc"), "campaign", campaign.toString(), "manage");
    String body = "{\"name\": \"x\", \"campaign_id\": \"%s\"}".formatted(campaign);
    Expect.status(404, ACCOUNT.at("session", "marc").post("/v1/session", body));
    Answer granted = Expect.status(201, ACCOUNT.as("olga").post("/v1/account/permission", wish));
    Expect.status(201, ACCOUNT.at("session", "marc").post("/v1/session", body));
    ACCOUNT.as("olga").delete("/v1/account/permission/" + granted.text("access_id"));
    Expect.status(404, ACCOUNT.at("session", "marc").post("/v1/session", body));
  }

  /** Else whoever was removed would let themselves in again. */
  @Test
  void removal_takesTheRightToInviteAlong() {
    open("removal");
    String token = Expect.status(201, issue("hanna", "removal")).text("token");
    Http rob = ACCOUNT.at("invite", "rob");
    String redemption = "{\"token\": \"%s\"}".formatted(token);
    Expect.ok(rob.post("/v1/invite/redeem", redemption));
    Expect.status(201, given.grant("hanna", "rob", "removal", "manage"));
    Expect.status(201, issue("rob", "removal"));
    UUID robId = given.id("rob");
    Http hanna = ACCOUNT.at("session", "hanna");
    Expect.status(204, hanna.delete("/v1/session/removal/member/" + robId));
    Expect.status(404, issue("rob", "removal"));
    Expect.status(404, rob.get("/v1/invite?session_id=removal"));
    Expect.status(403, rob.post("/v1/invite/redeem", redemption));
    assertThat(given.events("session", "removal"))
        .contains("membership-revoked " + given.id("hanna") + " " + robId);
    Expect.status(201, given.grant("hanna", "rob", "removal", "invite"));
    Expect.status(201, issue("rob", "removal"));
  }

  @Test
  void deactivated_isRefusedByAll_fromTheNextRequestOn_andWelcomeAgain() {
    given.admin("ada");
    open("deactivation");
    String token = Expect.status(201, issue("hanna", "deactivation")).text("token");
    String redemption = "{\"token\": \"%s\"}".formatted(token);
    Http guestInvites = ACCOUNT.at("invite", "guest");
    Http guestSessions = ACCOUNT.at("session", "guest");
    Expect.ok(guestInvites.post("/v1/invite/redeem", redemption));
    active("guest", false);
    deactivated(guestInvites.post("/v1/invite/redeem", redemption));
    deactivated(guestSessions.get("/v1/session/deactivation"));
    deactivated(guestSessions.get("/v1/session"));
    deactivated(ACCOUNT.as("guest").get("/v1/account"));
    active("guest", true);
    Expect.ok(guestSessions.get("/v1/session/deactivation"));
    assertThat(guestInvites.post("/v1/invite/redeem", redemption).text("outcome"))
        .isEqualTo("already_member");
    assertThat(
            ACCOUNT.number(
                "select count(*) from audit.security_events where event_type = 'account-deactivated'"
                    + " and user_id = ?",
                given.id("guest")))
        .isEqualTo(4);
  }

  private void active(String name, boolean active) {
    Expect.ok(
        ACCOUNT
            .as("ada")
            .patch("/v1/account/user/" + given.id(name), "{\"is_active\": " + active + "}"));
  }

  private static void deactivated(Answer answer) {
    Expect.problem(403, "account-deactivated", answer);
    assertThat(answer.text("next_step")).isEqualTo("none");
  }

  private static void open(String sessionId) {
    Expect.status(
        201,
        ACCOUNT
            .at("session", "hanna")
            .post("/v1/session", "{\"session_id\": \"%s\", \"name\": \"x\"}".formatted(sessionId)));
  }

  private static Answer issue(String name, String sessionId) {
    String wish = "{\"session_id\": \"%s\", \"multi_use\": true}".formatted(sessionId);
    return ACCOUNT.at("invite", name).post("/v1/invite", wish);
  }
}
