package gaia.schema;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A database that holds what a new rule forbids. */
class OffendersTest {
  @Test
  void rowsThatBreakANewRule_areCountedAndKeptAsTheyWere() throws SQLException {
    Scratch database = Scratch.empty();
    gaia("migrate", "--to", "16", "--database", database.url()).succeeded();
    database.run(
        """
        insert into auth.users (user_id, issuer, subject, email, username)
        values (gen_random_uuid(), 'i', 'a', 'not mail', ''), (gen_random_uuid(), 'i', 'b', 'a@b@c', 'b'),
               (gen_random_uuid(), 'i', 'c', 'c@example.com', null)
        """);
    Ended refused = gaia("migrate", "--skip-rehearsal", "--database", database.url());
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err())
        .contains(
            "rows of auth.users break users_email_form by 2, users_username_length by 1",
            "the schema is still 16");
    database.run("update auth.users set email = null, username = null");
    gaia("migrate", "--skip-rehearsal", "--database", database.url()).succeeded();
    assertThat(database.read("select conname from pg_constraint where not convalidated")).isEmpty();
  }
}
