package gaia.session;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.local.postgres.GaiaProgram;
import gaia.testing.Answer;
import gaia.testing.RunningFunction;
import gaia.testing.TestDatabase;
import gaia.testing.TestIssuer;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The jobs compute ids by code of their own, since they may not import ours. */
class AdoptedPersonTest {
  @Test
  void whoSignsInAfterAnAdoption_findsTheirSessions() throws Exception {
    try (TestDatabase database = TestDatabase.empty();
        TestIssuer issuer = TestIssuer.start()) {
      try (Connection login = database.connect("migrate");
          Statement statement = login.createStatement()) {
        statement.execute(
            """
            reset role;
            set role cloudsqlsuperuser;
            create schema auth;
            create table auth.users (id serial primary key, email text, full_name text);
            create table auth.oauth_accounts (user_id integer, provider text, provider_user_id text);
            create table public.campaign_sessions (session_id text, owner_id integer, name text);
            insert into auth.users (email, full_name) values ('anna@example.org', 'Anna A');
            insert into auth.oauth_accounts values (1, 'auth0', 'anna');
            insert into public.campaign_sessions values ('friday', 1, 'Friday night')
            """);
      }
      GaiaProgram.Ended adopted =
          GaiaProgram.run(
              "adopt",
              "--lose-data",
              "--issuer",
              issuer.url(),
              "--database",
              database.url("migrate"));
      assertThat(adopted.exit()).as(adopted.output()).isZero();
      try (RunningFunction function = RunningFunction.start("session", database, issuer)) {
        Answer mine = function.http().as(issuer.token("anna")).get("/v1/session");
        assertThat(mine.size("items")).isEqualTo(1);
        assertThat(mine.text("items/0/session_id")).isEqualTo("friday");
        assertThat(mine.text("items/0/you/role")).isEqualTo("host");
        assertThat(mine.text("items/0/host/display_name")).isEqualTo("Anna A");
        assertThat(function.http().as(issuer.token("bert")).get("/v1/session").size("items"))
            .isZero();
      }
    }
  }
}
