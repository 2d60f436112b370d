package gaia.session;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import gaia.testing.TestClock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may open a session in a campaign. */
class CampaignTest {
  @RegisterExtension static final FunctionUnderTest SESSION = FunctionUnderTest.of("session");

  private final Given given = new Given(SESSION);
  private final UUID campaign = given.campaign("owner");

  @Test
  void owner_mayOpenASession() {
    Answer created = create("owner", campaign);
    Expect.status(201, created);
    assertThat(created.text("campaign_id")).isEqualTo(campaign.toString());
  }

  @Test
  void manager_mayOpenASession_asLongAsThePermissionLasts() {
    given.permission("manager", campaign, "manage", 5);
    Expect.status(201, create("manager", campaign));
    TestClock.ahead(Duration.ofMinutes(6));
    Expect.problem(404, "not-found", create("manager", campaign));
  }

  @ParameterizedTest
  @ValueSource(strings = {"read", "invite"})
  void otherPermission_isForbidden(String permission) {
    given.permission("guest", campaign, permission, 5);
    Answer refused = create("guest", campaign);
    Expect.problem(403, "forbidden", refused);
    assertThat(sessionsOf("guest")).isZero();
    assertThat(
            SESSION.number(
                """
                select count(*) from audit.security_events
                where event_type = 'forbidden' and user_id = ? and resource_type = 'campaign' and resource_id = ?
                """,
                given.id("guest"),
                campaign.toString()))
        .isEqualTo(1);
  }

  @Test
  void stranger_isToldNothing_asOfACampaignThatIsNot() {
    Answer strange = Expect.problem(404, "not-found", create("stranger", campaign));
    Answer absent = Expect.problem(404, "not-found", create("stranger", UUID.randomUUID()));
    assertThat(strange.text("detail")).isEqualTo(absent.text("detail"));
  }

  @Test
  void permissionOnAnotherCampaign_isNone() {
    given.permission("elsewhere", given.campaign("owner"), "manage", 5);
    Expect.problem(404, "not-found", create("elsewhere", campaign));
  }

  @Test
  void repeatedRequest_answersTheSame_whenThePermissionIsOver() {
    given.permission("brief", campaign, "manage", 5);
    var brief = SESSION.as("brief").with("Idempotency-Key", "key");
    Answer first = Expect.status(201, brief.post("/v1/session", body(campaign)));
    TestClock.ahead(Duration.ofMinutes(6));
    Answer again = Expect.status(201, brief.post("/v1/session", body(campaign)));
    assertThat(again.body()).isEqualTo(first.body());
  }

  private static Answer create(String name, UUID campaign) {
    return SESSION.as(name).post("/v1/session", body(campaign));
  }

  private static String body(UUID campaign) {
    return "{\"name\": \"Friday\", \"campaign_id\": \"%s\"}".formatted(campaign);
  }

  private long sessionsOf(String host) {
    return SESSION.number(
        "select count(*) from campaign_sessions where host_id = ?", given.id(host));
  }
}
