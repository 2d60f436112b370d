package gaia.adopt;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Values that no column of ours can hold, or that PostgreSQL itself stumbles over. */
class OddRowsTest {
  private static final String ADA = "00000000-0000-4000-8000-000000000001";
  private static final String FRIDAY = "00000000-0000-4000-8000-00000000000a";

  @Test
  void documentsThatOnlyJsonCanHold_areCounted_andTheirRowsKept() throws SQLException, IOException {
    Scratch database =
        Old.database(
            """
            alter table auth.users add profile json, add notes json[];
            update auth.users set profile = '{"n": 1e999999}', notes = array['"\\ud800"'::json]
            where user_id = '%s';
            update game.campaigns set settings = '{"theme": "\\u0000"}' where campaign_id = '%s';
            """
                .formatted(ADA, FRIDAY));
    Ended refused = gaia("adopt", "--issuer", Old.ISSUER, "--database", database.url());
    assertThat(refused.exit()).as(refused.err()).isEqualTo(1);
    assertThat(refused.err()).contains("would be lost", "--lose-data");
    assertThat(refused.out())
        .containsPattern("auth.users +4 +0")
        .containsPattern("auth.users.profile +0 +1 +1 values have no place: " + ADA)
        .containsPattern("auth.users.notes +0 +1 +1 values have no place: " + ADA)
        .containsPattern("game.campaigns.settings +0 +1 +1 values have no place: " + FRIDAY);
    adopt(database).succeeded();
    assertThat(database.read("select name || ' ' || settings from game.campaigns"))
        .containsExactly("Friday {}");
  }

  @Test
  void textsTooLongForAnIndex_areCounted() throws SQLException, IOException {
    Scratch database =
        Old.database(
            """
            alter table auth.users add auth0_id text;
            alter table auth.sessions drop constraint sessions_user_id_fkey;
            alter table auth.oauth_accounts drop constraint oauth_accounts_user_id_fkey;
            alter table auth.users drop constraint users_pkey, alter user_id drop default, alter user_id type text;
            alter table audit.security_events alter event_type type text;
            create function public.long() returns text language sql
              return (select string_agg(md5(n::text), '') from generate_series(1, 800) n);
            update auth.users set auth0_id = public.long() where username = 'dan';
            insert into auth.users (user_id) values (public.long());
            update audit.security_events set event_type = public.long() where event_type = 'login'
            """);
    Ended ended = adopt(database);
    ended.succeeded();
    assertThat(ended.out())
        .contains("1 break subject of 255 characters at most")
        .contains("1 break event_type of 255 characters at most")
        .containsPattern("auth.users +4 +1")
        .containsPattern("auth.users.auth0_id +0 +1")
        .containsPattern("audit.security_events +0 +2");
  }

  /** Ours have names like these while they are read. */
  @Test
  void columnsOfAnyName_areColumnsAsOthers() throws SQLException, IOException {
    Scratch database =
        Old.database(
            """
            alter table auth.users add r text default 'x', add s text default 'x', add "source" text default 'x',
              add "It's odd" text default 'x';
            alter table auth.oauth_accounts add o text default 'x', add s text default 'x';
            """);
    Ended ended = adopt(database);
    ended.succeeded();
    assertThat(ended.out())
        .containsPattern("auth.users +4 +0")
        .containsPattern("auth.users.r +0 +4")
        .containsPattern("auth.users.s +0 +4")
        .containsPattern("auth.users.source +0 +4")
        .containsPattern("auth.users.It's odd +0 +4")
        .containsPattern("auth.oauth_accounts +3 +1")
        .containsPattern("auth.oauth_accounts.o +0 +3");
  }

  private static Ended adopt(Scratch database) {
    return gaia("adopt", "--lose-data", "--issuer", Old.ISSUER, "--database", database.url());
  }
}
