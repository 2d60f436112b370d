package gaia.admin;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Child;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import gaia.cli.UserId;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminTest {
  private static final String ISSUER = "https://issuer.example/";
  private static final String EVENTS =
      """
      select concat_ws(' ', event_type, user_id, resource_type, resource_id, detail ->> 'user_id', detail ->> 'by')
      from audit.security_events order by created_at
      """;

  private Scratch database;

  @BeforeEach
  void migrate() throws SQLException {
    database = Scratch.migrated();
  }

  @Test
  void theFirstAdmin_isMadeBeforeTheySignIn() throws SQLException {
    assertThat(admin("list").out()).startsWith("nobody is an admin yet: gaia admin grant");
    Ended granted = admin("grant", "--subject", "auth0|ada");
    String id = UserId.of(ISSUER, "auth0|ada").toString();
    granted.succeeded();
    assertThat(granted.out())
        .isEqualToIgnoringNewLines("is an admin now: auth0|ada of " + ISSUER + ", " + id);
    assertThat(
            database.read(
                "select concat_ws(' ', user_id, issuer, subject, is_admin, is_active) from auth.users"))
        .containsExactly(id + " " + ISSUER + " auth0|ada t t");
    assertThat(database.read(EVENTS))
        .containsExactly("admin-granted user %s %s gaia-admin@local.iam".formatted(id, id));
    assertThat(admin("list").out())
        .containsPattern("(?m)^auth0\\|ada +" + ISSUER + " +- +- +20.*Z$");
    assertThat(database.read("select outcome from ops.job_runs where name = 'admin'"))
        .containsExactly("done");
  }

  @Test
  void again_isNothing_andLeavesNoEvent() throws SQLException {
    admin("grant", "--subject", "ada");
    Ended again = admin("grant", "--subject", "ada", "--json");
    again.succeeded();
    assertThat(again.json())
        .containsEntry("command", "admin")
        .containsEntry("outcome", "nothing")
        .containsEntry("numbers", Map.of("changed", 0));
    assertThat(database.read(EVENTS)).hasSize(1);
  }

  @Test
  void theLastAdmin_staysWhateverIsTried() throws SQLException {
    admin("grant", "--subject", "ada");
    Ended refused = admin("revoke", "--subject", "ada");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("is the last active admin", "hint: make another one first");
    assertThat(admin("revoke", "--subject", "ada", "--json", "--dry-run").json())
        .containsEntry("outcome", "refused");
    admin("grant", "--subject", "bob");
    Ended revoked = admin("revoke", "--subject", "ada");
    revoked.succeeded();
    assertThat(revoked.out()).startsWith("is no admin any more: ada of ");
    assertThat(admin("revoke", "--subject", "ada").out()).startsWith("was no admin: ada");
    assertThat(admin("revoke", "--subject", "bob").exit()).isEqualTo(1);
    assertThat(database.read("select subject from auth.users where is_admin"))
        .containsExactly("bob");
    assertThat(database.read(EVENTS).stream().map(event -> event.split(" ", -1)[0]))
        .containsExactly("admin-granted", "admin-granted", "admin-revoked");
  }

  @Test
  void whoIsDeactivated_countsForNobody() throws SQLException {
    admin("grant", "--subject", "ada");
    admin("grant", "--subject", "bob");
    database.run("update auth.users set is_active = false where subject = 'bob'");
    assertThat(admin("revoke", "--subject", "ada").exit()).isEqualTo(1);
    assertThat(admin("list").out()).containsPattern("bob .* deactivated\\R");
    admin("revoke", "--subject", "bob").succeeded();
    Ended refused = admin("grant", "--subject", "bob");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("is deactivated", "/v1/account/user/");
  }

  @Test
  void adminsWhoUnmakeEachOtherAtOnce_leaveOne() throws Exception {
    for (int round = 0; round < 5; round++) {
      database.run("update auth.users set is_active = true");
      admin("grant", "--subject", "ada");
      admin("grant", "--subject", "bob");
      try (Connection one = database.as("admin");
          Connection other = database.as("admin")) {
        one.setAutoCommit(false);
        other.setAutoCommit(false);
        CompletableFuture<String> first = fall(one, "ada");
        CompletableFuture<String> second = fall(other, "bob");
        List<String> ends = new ArrayList<>(List.of(first.join(), second.join()));
        Collections.sort(ends);
        assertThat(ends).containsExactly("admin_count_last_stays", "fell");
      }
      assertThat(database.read("select count(*) from auth.users where is_admin and is_active"))
          .isEqualTo(database.read("select admins from auth.admin_count"))
          .containsExactly("1");
    }
  }

  private static CompletableFuture<String> fall(Connection connection, String subject) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            Scratch.execute(
                connection,
                "update auth.users set is_admin = false where subject = '%s'".formatted(subject));
            connection.commit();
            return "fell";
          } catch (SQLException e) {
            rollback(connection);
            return gaia.database.DatabaseProblem.constraint(e).orElse(e.toString());
          }
        },
        task -> Thread.ofPlatform().start(task));
  }

  private static void rollback(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void dryRun_changesNothing() throws SQLException {
    Ended dry = admin("grant", "--subject", "ada", "--dry-run");
    assertThat(dry.out()).startsWith("dry run: would be an admin: ada of " + ISSUER);
    assertThat(database.read("select from auth.users")).isEmpty();
    assertThat(database.read(EVENTS)).isEmpty();
    admin("grant", "--subject", "ada");
    admin("grant", "--subject", "bob");
    assertThat(admin("revoke", "--subject", "bob", "--dry-run").out())
        .startsWith("dry run: would be none: bob");
    assertThat(database.read("select admins from auth.admin_count")).containsExactly("2");
  }

  @Test
  void aTypo_revokesNobody() {
    admin("grant", "--subject", "ada");
    Ended refused = admin("revoke", "--subject", "adda");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("nobody is known as adda of", "hint: gaia admin list");
  }

  @Test
  void anIssuerThatNobodyElseHas_isPointedOut() throws SQLException {
    database.run(
        "insert into auth.users (user_id, issuer, subject) values (gen_random_uuid(), 'https://real/', 'x')");
    assertThat(admin("grant", "--subject", "ada").err())
        .contains("nobody else is known from " + ISSUER + ", only from https://real/");
    assertThat(admin("grant", "--subject", "bob").err()).doesNotContain("nobody else");
  }

  @Test
  void issuer_comesFromTheSettingToo() throws IOException, SQLException {
    Map<String, String> setting = Map.of("IDENTITY_ISSUER", "https://set.example/");
    String url = database.url("admin");
    Ended granted =
        new Child().with(setting).run("admin", "grant", "--subject", "ada", "--database", url);
    granted.succeeded();
    assertThat(database.read("select issuer from auth.users"))
        .containsExactly("https://set.example/");
  }

  @Test
  void migratesLogin_mayDoItToo() throws SQLException {
    Ended granted =
        gaia("admin", "grant", "--subject", "a", "--issuer", ISSUER, "--database", database.url());
    granted.succeeded();
    assertThat(database.read("select admins from auth.admin_count")).containsExactly("1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          grant                           | nobody is named
          grant --subject a --issuer ''   | whose subject that is was not said
          revoke --issuer x               | nobody is named
          list --subject a                | list takes no --subject
          promote --subject a             | invalid value
          ''                              | missing required parameter
          """)
  void misuse_isExit2(String words, String message) {
    List<String> all = new ArrayList<>(List.of("admin"));
    for (String word : words.split(" ", -1)) {
      if (!word.isEmpty()) {
        all.add(word.replace("''", ""));
      }
    }
    all.addAll(List.of("--database", database.url("admin")));
    Ended ended = gaia(all.toArray(String[]::new));
    assertThat(ended.err()).contains(message, "hint: ");
    assertThat(ended.exit()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "a\nb"})
  void subjectThatNoTokenCanHave_isMisuse(String subject) {
    assertThat(admin("grant", "--subject", subject).exit()).isEqualTo(2);
    assertThat(admin("grant", "--subject", "x".repeat(256)).exit()).isEqualTo(2);
  }

  private Ended admin(String... words) {
    List<String> all = new ArrayList<>(List.of("admin"));
    all.addAll(List.of(words));
    all.addAll(List.of("--database", database.url("admin")));
    if (!words[0].equals("list")) {
      all.addAll(List.of("--issuer", ISSUER));
    }
    return gaia(all.toArray(String[]::new));
  }
}
