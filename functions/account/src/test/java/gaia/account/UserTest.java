package gaia.account;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What admins see of people, and do to them. */
class UserTest {
  @RegisterExtension static final FunctionUnderTest ACCOUNT = FunctionUnderTest.of("account");

  private final Given given = new Given(ACCOUNT);

  @BeforeEach
  void admin() {
    given.admin("ada");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/account/user",
    "GET, /v1/account/user?is_admin=true",
    "GET, /v1/account/user/ID",
    "PATCH, /v1/account/user/ID",
    "GET, /v1/account/event",
    "GET, /v1/account/event?type=none"
  })
  void onlyAdmins_get(String method, String path) {
    UUID eve = given.person("eve");
    for (UUID id : List.of(eve, UUID.randomUUID())) {
      Answer refused = send("eve", method, path.replace("ID", id.toString()));
      Expect.problem(403, "forbidden", refused);
      assertThat(refused.text("next_step")).isEqualTo("none");
    }
    Expect.problem(403, "forbidden", send("unseen", method, path.replace("ID", eve.toString())));
    assertThat(ACCOUNT.one("select is_admin from auth.users where user_id = ?", eve))
        .isEqualTo("f");
    assertThat(given.events("account", eve)).allMatch(e -> e.startsWith("forbidden "));
  }

  @Test
  void people_areListed_newestFirst_andFiltered() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      made.addFirst(given.person("person-" + i).toString());
    }
    given.admin("person-3");
    given.deactivated("person-5");
    given.admin("person-7");
    given.deactivated("person-7");
    List<String> seen = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      Answer page = list("?limit=2" + cursor);
      seen.addAll(Given.each(page, "user_id"));
      cursor = page.isNull("next_cursor") ? null : "&cursor=" + page.text("next_cursor");
    }
    assertThat(seen).doesNotHaveDuplicates().containsSubsequence(made);
    assertThat(Given.each(list("?is_admin=true"), "subject"))
        .contains("person-3", "person-7", "ada")
        .doesNotContain("person-5");
    assertThat(Given.each(list("?is_active=false&limit=100"), "subject"))
        .contains("person-7", "person-5")
        .doesNotContain("person-3");
    assertThat(Given.each(list("?is_active=false&is_admin=true"), "subject"))
        .containsExactly("person-7");
    assertThat(Given.each(list("?is_active=false&is_admin=false"), "subject"))
        .contains("person-5")
        .doesNotContain("person-7");
    assertThat(Given.each(list("?is_admin=false&is_active=true&limit=100"), "subject"))
        .contains("person-1")
        .doesNotContain("person-3", "person-5", "person-7");
    Expect.invalid(send("ada", "GET", "/v1/account/user?is_admin=1"), "is_admin");
    Expect.invalid(send("ada", "GET", "/v1/account/user?is_active=TRUE&x=1"), "is_active", "x");
  }

  @Test
  void admin_makesAnother_andUnmakesThem_andEachLeavesItsEvent() {
    UUID bob = given.person("bob");
    Answer made = patch("ada", bob, "{\"is_admin\": true}");
    assertThat(Expect.ok(made).at("is_admin").getBooleanValue()).isTrue();
    Expect.ok(send("bob", "GET", "/v1/account/user/" + bob));
    Expect.ok(patch("ada", bob, "{\"is_admin\": true}"));
    Expect.ok(patch("ada", bob, "{}"));
    Expect.ok(patch("ada", bob, "{\"is_admin\": false, \"is_active\": false}"));
    Expect.ok(patch("ada", bob, "{\"is_active\": true}"));
    String by = " " + given.id("ada") + " " + bob;
    assertThat(given.events("user", bob))
        .containsExactlyInAnyOrder(
            "admin-granted" + by,
            "admin-revoked" + by,
            "user-deactivated" + by,
            "user-activated" + by);
  }

  @Test
  void lastAdmin_stays_whateverIsTried() {
    ACCOUNT.sql("update auth.users set is_admin = false where subject <> 'ada' and is_admin");
    UUID ada = given.id("ada");
    for (String wish :
        List.of(
            "{\"is_admin\": false}",
            "{\"is_active\": false}",
            "{\"is_admin\": false, \"is_active\": false}")) {
      Answer refused = patch("ada", ada, wish);
      Expect.problem(409, "last-admin", refused);
    }
    assertThat(given.events("user", ada)).isEmpty();
    given.admin("bob");
    Answer gone = Expect.ok(patch("ada", ada, "{\"is_admin\": false}"));
    assertThat(gone.at("is_admin").getBooleanValue()).isFalse();
    Expect.problem(403, "forbidden", patch("ada", ada, "{\"is_admin\": true}"));
    Expect.problem(409, "last-admin", patch("bob", given.id("bob"), "{\"is_active\": false}"));
  }

  @Test
  void whoIsUnknown_isNotFound() {
    Expect.problem(404, "not-found", send("ada", "GET", "/v1/account/user/" + UUID.randomUUID()));
    Expect.problem(404, "not-found", patch("ada", UUID.randomUUID(), "{\"is_admin\": true}"));
    Expect.invalid(send("ada", "GET", "/v1/account/user/1-1-1-1-1"), "id");
    UUID bob = given.person("bob");
    Expect.invalid(patch("ada", bob, "{\"is_admin\": null}"), "is_admin");
    Expect.invalid(
        patch("ada", bob, "{\"is_admin\": \"true\", \"is_active\": 1}"), "is_active", "is_admin");
    Expect.invalid(patch("ada", bob, "{\"email\": \"a@b\"}"), "email");
  }

  private static Answer patch(String who, UUID whom, String json) {
    return ACCOUNT.as(who).patch("/v1/account/user/" + whom, json);
  }

  private static Answer send(String who, String method, String path) {
    return method.equals("GET")
        ? ACCOUNT.as(who).get(path)
        : ACCOUNT.as(who).patch(path, "{\"is_admin\": true}");
  }

  private static Answer list(String query) {
    return Expect.ok(ACCOUNT.as("ada").get("/v1/account/user" + query));
  }
}
