package gaia.adopt;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import gaia.cli.UserId;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whoever signs in after an adoption is who they were before it. */
class PeopleTest {
  private static final String ADA = "00000000-0000-4000-8000-000000000001";
  private static final String DAN = "00000000-0000-4000-8000-000000000004";
  private static final UUID ADA_NOW = UserId.of(Old.ISSUER, "auth0|1");

  @Test
  void everyColumnThatNamesAPerson_namesThemByTheirNewId() throws SQLException, IOException {
    Scratch database =
        Old.database(
            """
            create table public.campaign_sessions (session_id text, owner_id uuid, metadata jsonb);
            create table public.campaign_session_members (session_id text, user_id text, invited_by uuid);
            insert into public.campaign_sessions values ('s', '%1$s', '{"seats": {"%1$s": 1}, "gm": "%1$s"}');
            insert into public.campaign_session_members values ('s', upper('00000000-0000-4000-8000-000000000002'), '%1$s');
            alter table auth.access_control add granted_by text;
            update auth.access_control set granted_by = '%1$s';
            alter table audit.security_events add resource_type text, add resource_id text;
            insert into audit.security_events (event_type, user_id, resource_type, resource_id, details)
            values ('granted', '%1$s', 'user', '%1$s', '{"by": "%1$s", "note": "by %1$s"}');
            alter table game.campaign_participants add added_by uuid default '%1$s'
            """
                .formatted(ADA));
    Ended ended = adopt(database, "--issuer", Old.ISSUER);
    ended.succeeded();
    for (String query :
        new String[] {
          "select user_id from auth.users where is_admin",
          "select user_id from auth.oauth_accounts where provider_account_id = '77'",
          "select granted_by from auth.access_control",
          "select owner_id from game.campaigns",
          "select user_id from game.campaign_participants where role = 'game_master'",
          "select distinct added_by from game.campaign_participants",
          "select user_id from game.chat_history where author = 'person'",
          "select host_id from public.campaign_sessions",
          "select metadata ->> 'gm' from public.campaign_sessions",
          "select k from public.campaign_sessions, jsonb_object_keys(metadata -> 'seats') k",
          "select user_id from public.campaign_session_members where role = 'host'",
          "select invited_by from public.campaign_session_members where role = 'member'",
          "select user_id from audit.security_events where event_type = 'granted'",
          "select resource_id from audit.security_events where event_type = 'granted'",
          "select detail ->> 'by' from audit.security_events where event_type = 'granted'",
        }) {
      assertThat(database.read(query)).as(query).containsExactly(ADA_NOW.toString());
    }
    assertThat(
            database.read(
                "select user_id from public.campaign_session_members where role = 'member'"))
        .containsExactly(UserId.of(Old.ISSUER, "auth0|2").toString());
    assertThat(
            database.read(
                "select detail ->> 'note' from audit.security_events where event_type = 'granted'"))
        .containsExactly("by " + ADA);
  }

  @Test
  void whoIsKnown_whoIsNot_andSecondAccounts_areNamedAndCounted() throws SQLException, IOException {
    Scratch database = Old.database();
    Ended ended = gaia("adopt", "--dry-run", "--issuer", Old.ISSUER, "--database", database.url());
    assertThat(ended.out())
        .contains("2 people sign in as before", ADA + " by auth0|1 of " + Old.ISSUER)
        .contains("2 people keep their id", DAN)
        .contains("1 further accounts sign in as somebody new: " + ADA + " by 77 of");
    adopt(database, "--issuer", Old.ISSUER).succeeded();
    assertThat(
            database.read(
                "select issuer || ' ' || subject from auth.users where user_id = '" + DAN + "'"))
        .containsExactly("adopted " + DAN);
  }

  @Test
  void providersWithIssuersOfTheirOwn_leadToIdsUnderThose() throws SQLException, IOException {
    Scratch database = Old.database();
    String google = "https://accounts.google.example";
    Ended ended =
        gaia(
            "adopt",
            "--dry-run",
            "--json",
            "--issuer",
            "Google=" + google,
            "--database",
            database.url());
    assertThat(String.valueOf(ended.json().get("numbers")))
        .contains("people_known=1", "people_unknown=3", "people_further=0");
    assertThat(ended.out()).contains("00000000-0000-4000-8000-000000000002 by auth0 auth0|2");
    adopt(database, "--issuer", Old.ISSUER, "--issuer", "google=" + google).succeeded();
    assertThat(database.read("select user_id from auth.users where is_admin"))
        .containsExactly(UserId.of(google, "77").toString());
  }

  @Test
  void onePersonsAccountWithTwo_isRefusedWithBothNames() throws SQLException, IOException {
    Scratch database =
        Old.database(
            "insert into auth.oauth_accounts (user_id, provider, provider_account_id) values ('%s', 'auth0', 'auth0|1')"
                .formatted(DAN));
    String before = Old.fingerprint(database);
    Ended ended = adopt(database, "--issuer", Old.ISSUER);
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("several people would be one", ADA + " and " + DAN, "auth0|1");
    assertThat(Old.fingerprint(database)).isEqualTo(before);
  }

  @Test
  void somebodyWhoHasTheIdOfAnotherAlready_isRefused() throws SQLException, IOException {
    Scratch database = Old.database("insert into auth.users (user_id) values ('" + ADA_NOW + "')");
    Ended ended = adopt(database, "--issuer", Old.ISSUER);
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("several people would be one", ADA, ADA_NOW.toString());
  }

  @Test
  void withoutAnIssuer_orWithAMisspeltProvider_nothingIsDone() throws SQLException, IOException {
    Scratch database = Old.database();
    String before = Old.fingerprint(database);
    assertThat(adopt(database).err()).contains("--issuer URL");
    assertThat(adopt(database, "--issuer", "auht0=https://x.example").err())
        .contains("nobody has an account of auht0", "auth0, google");
    assertThat(adopt(database, "--issuer", "x.example").exit()).isEqualTo(2);
    assertThat(adopt(database, "--issuer", "https://a.test", "--issuer", "https://b.test").exit())
        .isEqualTo(2);
    assertThat(Old.fingerprint(database)).isEqualTo(before);
  }

  private static Ended adopt(Scratch database, String... more) {
    String[] words = new String[more.length + 4];
    System.arraycopy(
        new String[] {"adopt", "--lose-data", "--database", database.url()}, 0, words, 0, 4);
    System.arraycopy(more, 0, words, 4, more.length);
    return gaia(words);
  }
}
