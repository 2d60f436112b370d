package gaia.account;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Wire;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a request costs the database: one statement, its event and the caller's standing included.
 */
class RoundTripTest {
  /** One connection, so that a second request finds all prepared. */
  @RegisterExtension
  static final FunctionUnderTest ACCOUNT =
      FunctionUnderTest.of("account").with("database.pool", "1");

  private final Given given = new Given(ACCOUNT);

  @Test
  void everyRequestThatSucceeds_isOneRoundTrip() {
    given.admin("ada");
    given.session("hanna", "costs");
    given.person("guest");
    String bob = "/v1/account/user/" + given.person("bob");
    Expect.ok(ACCOUNT.as("hanna").get("/v1/account"));
    assertOne(200, () -> ACCOUNT.as("hanna").get("/v1/account"));
    assertOne(200, () -> ACCOUNT.as("hanna").patch("/v1/account", "{\"display_name\": \"H\"}"));
    assertOne(201, () -> given.grant("hanna", "guest", "costs", "invite"));
    assertOne(201, () -> given.grant("hanna", "guest", "costs", "invite"));
    assertOne(200, () -> ACCOUNT.as("guest").get("/v1/account/permission"));
    String path =
        "/v1/account/permission/"
            + given.grant("hanna", "guest", "costs", "invite").text("access_id");
    assertOne(200, () -> ACCOUNT.as("guest").get(path));
    assertOne(204, () -> ACCOUNT.as("guest").delete(path));
    assertOne(404, () -> ACCOUNT.as("stranger").delete(path));
    assertOne(200, () -> ACCOUNT.as("ada").get("/v1/account/user"));
    assertOne(200, () -> ACCOUNT.as("ada").get(bob));
    assertOne(200, () -> ACCOUNT.as("ada").patch(bob, "{\"is_admin\": true}"));
    assertOne(200, () -> ACCOUNT.as("ada").get("/v1/account/event"));
  }

  @Test
  void whatIsRefusedByItsForm_touchesNoDatabase() {
    assertTrips(0, 401, () -> ACCOUNT.http().as("x").get("/v1/account"));
    assertTrips(0, 400, () -> ACCOUNT.as("anna").patch("/v1/account", "{\"display_name\": 7}"));
    assertTrips(0, 400, () -> given.grant("anna", "anna", "a b", "read"));
    assertTrips(0, 200, () -> ACCOUNT.http().get("/v1/account/_health"));
  }

  private static void assertOne(int status, Supplier<Answer> request) {
    assertTrips(1, status, request);
  }

  private static void assertTrips(int count, int status, Supplier<Answer> request) {
    try (Wire wire = new Wire()) {
      Answer answer = request.get();
      assertThat(answer.status()).as(answer.body()).isEqualTo(status);
      assertThat(wire.roundTrips()).as(answer.body()).isEqualTo(count);
      assertThat(wire.statements()).as(answer.body()).isEqualTo(count);
    }
  }
}
