package gaia.account;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Patience;
import gaia.testing.Together;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Admins against each other, at the same moment. */
class LastAdminRaceTest {
  private static final int ROUNDS = 20;

  @RegisterExtension
  static final FunctionUnderTest ACCOUNT =
      FunctionUnderTest.of("account").with("database.pool", "8");

  private final Given given = new Given(ACCOUNT);

  @ParameterizedTest
  @ValueSource(strings = {"{\"is_admin\": false}", "{\"is_active\": false}"})
  void twoWhoUnmakeEachOther_leaveOne(String wish) {
    for (int round = 0; round < ROUNDS; round++) {
      admins("ada", "bob");
      List<Answer> answers =
          Together.start(
              2,
              i ->
                  i == 0
                      ? patch("ada", given.id("bob"), wish)
                      : patch("bob", given.id("ada"), wish));
      // The second one is no admin any more by then.
      assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 403);
      assertLeft(1);
    }
  }

  @Test
  void twoWhoLeaveAtOnce_leaveOne() {
    for (int round = 0; round < ROUNDS; round++) {
      admins("ada", "bob");
      List<Answer> answers =
          Together.start(
              2,
              i -> {
                String me = i == 0 ? "ada" : "bob";
                return patch(me, given.id(me), "{\"is_admin\": false}");
              });
      assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
      assertLeft(1);
    }
  }

  @Test
  void everybodyAgainstEverybody_leavesOneAtLeast_andTheCountIsTrue() {
    String[] names = {"ada", "bob", "eve", "joe"};
    for (int round = 0; round < ROUNDS; round++) {
      admins(names);
      List<Answer> answers =
          Together.start(
              12,
              i -> {
                UUID whom = given.id(names[(i + 1 + i / 4) % 4]);
                String wish = i % 2 == 0 ? "{\"is_admin\": false}" : "{\"is_active\": false}";
                return patch(names[i % 4], whom, wish);
              });
      assertThat(answers).extracting(Answer::status).isSubsetOf(200, 403, 409);
      assertThat(active()).isPositive();
      assertLeft(active());
    }
  }

  private void admins(String... names) {
    for (String name : names) {
      given.admin(name);
    }
    ACCOUNT.sql(
        "update auth.users set is_admin = false where subject not in ('%s')"
            .formatted(String.join("', '", names)));
  }

  private static long active() {
    return ACCOUNT.number("select count(*) from auth.users where is_admin and is_active");
  }

  private static void assertLeft(long count) {
    assertThat(active()).isEqualTo(count);
    assertThat(ACCOUNT.number("select admins from auth.admin_count")).isEqualTo(count);
  }

  private static Answer patch(String who, UUID whom, String json) {
    return Patience.with(() -> ACCOUNT.as(who).patch("/v1/account/user/" + whom, json));
  }
}
