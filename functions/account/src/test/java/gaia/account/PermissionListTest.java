package gaia.account;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose permissions one sees. */
class PermissionListTest {
  @RegisterExtension static final FunctionUnderTest ACCOUNT = FunctionUnderTest.of("account");

  private final Given given = new Given(ACCOUNT);

  @Test
  void mine_areShown_andOfMyResourceEverybodys() {
    given.session("hanna", "house");
    given.session("otto", "other");
    given.person("guest");
    given.person("second");
    given.grant("hanna", "guest", "house", "invite");
    given.grant("hanna", "second", "house", "read");
    given.grant("otto", "guest", "other", "manage");
    assertThat(rights(list("guest", ""))).containsExactly("manage", "invite");
    assertThat(rights(list("guest", "?resource_type=session&resource_id=house")))
        .containsExactly("invite");
    assertThat(rights(list("hanna", "?resource_type=session&resource_id=house")))
        .containsExactly("read", "invite");
    assertThat(
            rights(
                list(
                    "hanna",
                    "?resource_type=session&resource_id=house&user_id=" + given.id("guest"))))
        .containsExactly("invite");
    assertThat(rights(list("hanna", ""))).isEmpty();
    assertThat(rights(list("hanna", "?user_id=" + given.id("guest")))).isEmpty();
    assertThat(rights(list("stranger", "?resource_type=session&resource_id=house"))).isEmpty();
    given.admin("ada");
    assertThat(rights(list("ada", "?user_id=" + given.id("guest"))))
        .containsExactly("manage", "invite");
    assertThat(rights(list("ada", "?resource_type=session&resource_id=house")))
        .containsExactly("read", "invite");
  }

  @Test
  void owner_seesACampaignsHolders() {
    UUID campaign = given.campaign("olga");
    given.person("guest");
    String wish = Given.wish(given.id("guest"), "campaign", campaign.toString(), "manage");
    Expect.status(201, ACCOUNT.as("olga").post("/v1/account/permission", wish));
    String query = "?resource_type=campaign&resource_id=" + campaign;
    assertThat(rights(list("olga", query))).containsExactly("manage");
    assertThat(rights(list("stranger", query))).isEmpty();
  }

  @Test
  void pages_showEachOnce_newestFirst() {
    given.session("pia", "paged");
    List<String> given60 = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      given.person("holder-" + i);
      given60.addFirst(given.grant("pia", "holder-" + i, "paged", "read").text("access_id"));
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      Answer page = list("pia", "?resource_type=session&resource_id=paged&limit=7" + cursor);
      seen.addAll(Given.each(page, "access_id"));
      cursor = page.isNull("next_cursor") ? null : "&cursor=" + page.text("next_cursor");
    }
    assertThat(seen).isEqualTo(given60);
  }

  @Test
  void cursor_isBoundToCallerAndFilters() {
    given.session("carl", "bound");
    given.person("one");
    given.person("two");
    given.grant("carl", "one", "bound", "read");
    given.grant("carl", "two", "bound", "read");
    String query = "?resource_type=session&resource_id=bound&limit=1";
    String cursor = list("carl", query).text("next_cursor");
    Expect.invalid(get("one", query + "&cursor=" + cursor), "cursor");
    Expect.invalid(get("carl", "?limit=1&cursor=" + cursor), "cursor");
    assertThat(list("carl", query + "&cursor=" + cursor).size("items")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?resource_type=session",
        "?resource_type=session&resource_id=",
        "?resource_type=session&resource_id=a%20b",
        "?resource_type=session&resource_id=a%2Fb",
        "?resource_type=session&resource_id=%00",
        "?resource_type=campaign&resource_id=friday",
        "?resource_type=campaign&resource_id=1-1-1-1-1"
      })
  void resourceOfAnOddShape_isRefused(String query) {
    Expect.invalid(get("anna", query), "resource_id");
  }

  @Test
  void otherFilters_areRefused_allAtOnce() {
    Expect.invalid(get("anna", "?resource_id=friday"), "resource_type");
    Expect.invalid(
        get("anna", "?user_id=me&resource_type=room&limit=101&page=2"),
        "user_id",
        "resource_type",
        "page");
    Expect.invalid(get("anna", "?limit=101"), "limit");
  }

  private static Answer get(String who, String query) {
    return ACCOUNT.as(who).get("/v1/account/permission" + query);
  }

  private static Answer list(String who, String query) {
    return Expect.ok(get(who, query));
  }

  private static List<String> rights(Answer page) {
    return Given.each(page, "permission");
  }
}
