package gaia.invite;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.FunctionUnderTest;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The plans that a pooled connection keeps, over tables as they are after a year. */
class PlanTest {
  @RegisterExtension static final FunctionUnderTest INVITE = FunctionUnderTest.of("invite");

  static Stream<Class<?>> repositories() {
    return Stream.of(InviteRepository.class, InviterRepository.class, RedemptionRepository.class);
  }

  @BeforeAll
  static void fillAllTables() throws SQLException {
    try (Connection owner = INVITE.database().connect("migrate");
        Statement load = owner.createStatement()) {
      load.execute(
          """
          insert into auth.users (user_id, issuer, subject)
            select md5('u' || n)::uuid, 'issuer', 'u' || n from generate_series(1, 20000) n;
          insert into campaign_sessions (session_id, name, host_id, max_members, member_count, request_hash)
            select 's' || n, 'name', md5('u' || n)::uuid, 1000, 50, '' from generate_series(1, 1000) n;
          insert into campaign_session_members (session_id, user_id, role, status, joined_at)
            select 's' || n % 1000 + 1, md5('u' || n / 1000 * 397 % 20000 + 1)::uuid, 'member', 'active', now()
            from generate_series(0, 49999) n;
          insert into campaign_session_invites (invite_id, session_id, created_by, token_hash, multi_use, expires_at,
              uses, request_hash, idempotency_key)
            select md5('i' || n)::uuid, 's' || n % 1000 % (n % 3 * 499 + 1) + 1, md5('u' || n % 100 + 1)::uuid,
              sha256(n::text::bytea), true, now() + interval '1 day', 1, '', n::text
            from generate_series(1, 50000) n;
          insert into campaign_session_invite_uses (invite_id, user_id, use_number, used_at)
            select md5('i' || n % 500 + 1)::uuid, md5('u' || n / 500 + 1)::uuid, n / 500 + 1, now()
            from generate_series(0, 49999) n;
          insert into auth.access_control (user_id, resource_type, resource_id, permission)
            select md5('u' || n + 1)::uuid, 'session', 's' || n % 1000, 'invite' from generate_series(0, 19999) n;
          analyze
          """);
    }
  }

  @ParameterizedTest
  @MethodSource("repositories")
  void noStatementReadsAGrowingTableFromEndToEnd(Class<?> repository) throws SQLException {
    List<String> methods =
        Arrays.stream(repository.getDeclaredMethods()).map(Method::getName).toList();
    assertThat(methods).isNotEmpty();
    for (String method : methods) {
      assertThat(genericPlan(Sql.of(repository, method))).as(method).doesNotContain("Seq Scan");
    }
  }

  private static String genericPlan(Sql sql) throws SQLException {
    List<String> names = sql.parameters().stream().distinct().toList();
    try (Connection function = INVITE.database().connect("invite");
        Statement statement = function.createStatement()) {
      statement.execute("set plan_cache_mode = force_generic_plan");
      statement.execute(
          "prepare kept as " + sql.with(found -> "\\$" + (names.indexOf(found.group(1)) + 1)));
      String values = String.join(", ", Collections.nCopies(names.size(), "null"));
      try (ResultSet rows = statement.executeQuery("explain execute kept(" + values + ")")) {
        List<String> lines = new ArrayList<>();
        while (rows.next()) {
          lines.add(rows.getString(1));
        }
        return lines.stream().collect(Collectors.joining("\n"));
      }
    }
  }
}
