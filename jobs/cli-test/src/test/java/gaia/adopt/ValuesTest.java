package gaia.adopt;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No value of an old row goes without being counted by its column. */
class ValuesTest {
  private static final String ADA = "00000000-0000-4000-8000-000000000001";
  private static final String CAMPAIGN = "00000000-0000-4000-8000-00000000000a";
  // One sound row of each, so that what is counted is what a test adds.
  private static final String SOUND =
      """
      drop view game.open_campaigns;
      delete from auth.oauth_accounts;
      delete from auth.access_control;
      delete from audit.security_events;
      delete from game.chat_history;
      delete from game.campaign_participants;
      delete from game.campaigns;
      delete from auth.sessions;
      delete from auth.users;
      insert into auth.users (user_id, email, username, full_name, is_admin)
      values ('%1$s', 'ada@example.org', 'ada', 'Ada L', true);
      insert into auth.oauth_accounts (user_id, provider, provider_account_id) values ('%1$s', 'auth0', 'auth0|1');
      insert into auth.access_control (user_id, resource_type, resource_id, permission_type)
      values ('%1$s', 'campaign', '%2$s', 'Write'), ('%1$s', 'campaign', 'seven', 'view');
      insert into game.campaigns (campaign_id, owner_id, name, settings) values ('%2$s', '%1$s', 'Friday', '{"theme": "x"}');
      insert into game.campaign_participants (campaign_id, user_id, role) values ('%2$s', '%1$s', 'player');
      insert into game.chat_history (campaign_id, user_id, message_type, content, metadata)
      values ('%2$s', '%1$s', 'user', 'hello', '{"a": [1]}'), ('%2$s', null, 'assistant', 'hi', '{}');
      insert into audit.security_events (user_id, event_type, ip_address, details)
      values ('%1$s', 'login', '10.0.0.1', '{"ok": true, "by": "%1$s"}');
      create table public.campaign_sessions (session_id text primary key, campaign_id uuid, owner_id uuid, title text,
        status text, max_members text, is_active boolean, metadata json, created_at timestamp default now());
      insert into public.campaign_sessions values ('s', '%2$s', '%1$s', 'One', 'active', '8', true, '[]');
      create table public.campaign_session_members (session_id text, user_id uuid, status text, joined_at timestamp);
      insert into public.campaign_session_members values ('s', '%1$s', 'active', now())
      """
          .formatted(ADA, CAMPAIGN);

  @Test
  void valuesThatComeOut_areNoLoss_alsoWhereTheyAreOurDefaults() throws SQLException, IOException {
    Ended ended = dryRun(SOUND);
    assertThat(lost(ended)).as(ended.out()).isEmpty();
  }

  @Test
  void valuesThatAreNotReadable_areCounted() throws SQLException, IOException {
    Ended ended =
        dryRun(
            SOUND,
            """
            update game.campaigns set settings = '[1,2,3]';
            update game.chat_history set metadata = '["a"]' where content = 'hello';
            alter table audit.security_events alter details type text;
            update audit.security_events set details = 'password wrong';
            alter table game.campaigns alter is_active drop default, alter is_active type text;
            update game.campaigns set is_active = 'archived';
            update public.campaign_sessions set max_members = 'lots';
            alter table auth.users alter created_at drop default, alter created_at type text;
            update auth.users set created_at = '2020-02-30'
            """);
    assertThat(lost(ended))
        .as(ended.out())
        .containsExactlyInAnyOrder(
            "game.campaigns.settings 1",
            "game.campaigns.is_active 1",
            "game.chat_history.metadata 1",
            "audit.security_events.details 1",
            "public.campaign_sessions.max_members 1",
            "auth.users.created_at 1");
    assertThat(ended.out()).contains("1 values have no place: " + ADA);
  }

  @Test
  void valuesBesideTheOneThatIsTaken_areCounted() throws SQLException, IOException {
    Ended ended =
        dryRun(
            SOUND,
            """
            alter table game.campaigns add title text default 'Freitag', add metadata jsonb default '{"more": 1}',
              add user_id uuid default '%s';
            alter table game.chat_history add message text;
            update game.chat_history set message = case content when 'hi' then 'ho' else content end;
            alter table auth.users add display_name text default repeat('d', 120), add provider text default 'auth0',
              add auth0_id text default 'auth0|1', add sub text default 'auth0|2';
            alter table game.campaign_participants add player text default 'Grog';
            alter table game.chat_history add agent text;
            update game.chat_history set agent = 'gpt' where user_id is null
            """
                .formatted(ADA));
    assertThat(lost(ended))
        .as(ended.out())
        .containsExactlyInAnyOrder(
            "game.campaigns.title 1",
            "game.campaigns.metadata 1",
            "game.chat_history.message 1",
            "game.chat_history.agent 1",
            "auth.users.display_name 1",
            "auth.users.provider 1",
            "auth.users.sub 1",
            "game.campaign_participants.player 1");
  }

  @Test
  void aDocumentInTheSecondColumn_isTakenWhereTheFirstHasNone() throws SQLException, IOException {
    Scratch database =
        Old.database(
            SOUND,
            "alter table game.campaigns add metadata jsonb default '{\"more\": 1}'; update game.campaigns set settings = null");
    gaia("adopt", "--lose-data", "--issuer", Old.ISSUER, "--database", database.url()).succeeded();
    assertThat(database.read("select settings ->> 'more' from game.campaigns"))
        .containsExactly("1");
  }

  @Test
  void aValueThatIsLost_isRefusedUnlessSaidAloud() throws SQLException, IOException {
    Scratch database =
        Old.database(
            SOUND,
            """
            drop function public.update_updated_at_column() cascade;
            alter table auth.users alter user_id drop default;
            drop extension "uuid-ossp";
            update game.campaigns set settings = '[1,2,3]'
            """);
    Ended ended = gaia("adopt", "--issuer", Old.ISSUER, "--database", database.url());
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("1 rows and values would be lost and 0 other things would go");
  }

  private static Ended dryRun(String... later) throws SQLException, IOException {
    Scratch database = Old.database(later);
    Ended ended = gaia("adopt", "--dry-run", "--issuer", Old.ISSUER, "--database", database.url());
    ended.succeeded();
    return ended;
  }

  /** Each line of the tally that loses something, with how many. */
  private static List<String> lost(Ended ended) {
    return ended
        .out()
        .lines()
        .map(line -> line.trim().split(" +", 4))
        .filter(words -> words.length > 2 && words[1].matches("\\d+") && words[2].matches("\\d+"))
        .filter(words -> !words[2].equals("0"))
        .map(words -> words[0] + " " + words[2])
        .toList();
  }
}
