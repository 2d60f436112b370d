package gaia.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gaia.cli.Scratch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;

/** What the database holds whatever a function does. Each test works in a transaction that ends. */
class SchemaRulesTest {
  private static final String HOST = "'00000000-0000-0000-0000-000000000001'";
  private static final String INVITE = "'00000000-0000-0000-0000-000000000002'";
  private static Scratch database;
  private Connection owner;

  @BeforeAll
  static void migrate() throws SQLException {
    database = Scratch.migrated();
  }

  @BeforeEach
  void oneSession() throws SQLException {
    owner = database.owner();
    owner.setAutoCommit(false);
    run("insert into auth.users (user_id, issuer, subject) values (%s, 'i', 's')".formatted(HOST));
    run(
        """
        insert into campaign_sessions
          (session_id, name, host_id, max_members, member_count, idempotency_key, request_hash)
        values ('table-1', 'Friday', %s, 2, 1, 'k', '')
        """
            .formatted(HOST));
    run(
        """
        insert into campaign_session_members (session_id, user_id, role, status, joined_at)
        values ('table-1', %s, 'host', 'active', now())
        """
            .formatted(HOST));
    run(
        """
        insert into campaign_session_invites
          (invite_id, session_id, created_by, token_hash, multi_use, max_uses, expires_at,
           idempotency_key, request_hash)
        values (%s, 'table-1', %s, 'hash', true, 2, now(), 'k', '')
        """
            .formatted(INVITE, HOST));
    run(
        "insert into campaign_session_invite_uses values (%s, %s, 1, now())"
            .formatted(INVITE, HOST));
  }

  @AfterEach
  void end() throws SQLException {
    owner.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          campaign_sessions_session_id_form               | update campaign_sessions set session_id = '-x'
          campaign_sessions_session_id_form               | update campaign_sessions set session_id = 'a/b'
          campaign_sessions_session_id_form               | update campaign_sessions set session_id = E'a\\n'
          campaign_sessions_name_length                   | update campaign_sessions set name = ''
          campaign_sessions_status_known                  | update campaign_sessions set status = 'over'
          campaign_sessions_max_members_range             | update campaign_sessions set max_members = 1
          campaign_sessions_max_members_range             | update campaign_sessions set max_members = 1001
          campaign_sessions_member_count_within_limit     | update campaign_sessions set member_count = 3
          campaign_sessions_member_count_within_limit     | update campaign_sessions set member_count = -1
          campaign_sessions_may_invite_known              | update campaign_sessions set may_invite = 'all'
          campaign_sessions_metadata_object               | update campaign_sessions set metadata = '[]'
          campaign_sessions_metadata_size                 | update campaign_sessions set metadata = jsonb_build_object('a', repeat('x', 16384))
          campaign_sessions_ended_at_when_ended           | update campaign_sessions set status = 'ended'
          campaign_sessions_ended_at_when_ended           | update campaign_sessions set ended_at = now()
          campaign_sessions_idempotency_key_once          | insert into campaign_sessions (session_id, name, host_id, max_members, member_count, idempotency_key, request_hash) select 'other', name, host_id, 2, 1, 'k', '' from campaign_sessions
          campaign_session_members_role_known             | update campaign_session_members set role = 'guest'
          campaign_session_members_status_known           | update campaign_session_members set status = 'gone'
          campaign_session_invites_max_uses_range         | update campaign_session_invites set max_uses = 10001
          campaign_session_invites_max_uses_range         | update campaign_session_invites set max_uses = 0
          campaign_session_invites_single_use_is_one      | update campaign_session_invites set multi_use = false
          campaign_session_invites_single_use_is_one      | update campaign_session_invites set multi_use = false, max_uses = null
          campaign_session_invites_uses_within_limit      | update campaign_session_invites set uses = 3
          campaign_session_invites_uses_within_limit      | update campaign_session_invites set uses = -1
          campaign_session_invites_token_hash_once        | insert into campaign_session_invites select gen_random_uuid(), session_id, created_by, token_hash, true, 1, 0, now(), null, null, null, '' from campaign_session_invites
          campaign_session_invites_idempotency_key_once   | insert into campaign_session_invites select gen_random_uuid(), session_id, created_by, 'new', true, 1, 0, now(), null, null, 'k', '' from campaign_session_invites
          campaign_session_invite_uses_number_once        | insert into campaign_session_invite_uses select invite_id, gen_random_uuid(), 1, now() from campaign_session_invite_uses
          campaign_session_invite_uses_pkey               | insert into campaign_session_invite_uses select invite_id, user_id, 2, now() from campaign_session_invite_uses
          users_display_name_length                       | update auth.users set display_name = ''
          users_display_name_length                       | update auth.users set display_name = repeat('x', 81)
          users_issuer_subject_once                       | insert into auth.users (user_id, issuer, subject) values (gen_random_uuid(), 'i', 's')
          access_control_permission_known                 | insert into auth.access_control (user_id, resource_type, resource_id, permission) select user_id, 'session', 'x', 'all' from auth.users
          access_control_resource_type_known              | insert into auth.access_control (user_id, resource_type, resource_id, permission) select user_id, 'seat', 'x', 'read' from auth.users
          """)
  void broken_namesItsRule(String constraint, String sql) {
    assertThatThrownBy(() -> run(sql))
        .isInstanceOfSatisfying(
            PSQLException.class,
            e -> {
              var told = e.getServerErrorMessage();
              assertThat(told == null ? null : told.getConstraint()).isEqualTo(constraint);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update campaign_sessions set name = repeat('ü', 200)",
        "update campaign_sessions set max_members = 1000, member_count = 1000",
        "update campaign_sessions set status = 'ended', ended_at = now()",
        "update campaign_session_invites set max_uses = null, uses = 20000",
        "update campaign_session_invites set multi_use = false, max_uses = 1, uses = 1",
        "update auth.users set display_name = repeat('ü', 80)",
      })
  void atTheEdge_isKept(String sql) {
    assertThatCode(() -> run(sql)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "auth.users",
        "campaign_sessions",
        "campaign_session_members",
        "campaign_session_invites"
      })
  void aChange_movesUpdatedAtAlone(String table) throws SQLException {
    // now() is the transaction's start, so yesterday's row shows the move.
    run("alter table " + table + " disable trigger set_updated_at");
    run("update " + table + " set created_at = 'yesterday', updated_at = 'yesterday'");
    run("alter table " + table + " enable trigger set_updated_at");
    run("update " + table + " set created_at = created_at");
    assertThat(
            read("select (updated_at = now())::text || ' ' || (created_at < now()) from " + table))
        .isEqualTo("true true");
  }

  @Test
  void aSession_takesItsMembersInvitesAndUses() throws SQLException {
    run("delete from campaign_sessions");
    assertThat(read("select count(*) from campaign_session_members")).isEqualTo("0");
    assertThat(read("select count(*) from campaign_session_invites")).isEqualTo("0");
    assertThat(read("select count(*) from campaign_session_invite_uses")).isEqualTo("0");
  }

  @Test
  void anInvite_takesNoMember() throws SQLException {
    run("update campaign_session_members set invite_id = %s, use_number = 1".formatted(INVITE));
    run("delete from campaign_session_invites");
    assertThat(read("select invite_id::text || ' ' || use_number from campaign_session_members"))
        .isEqualTo(INVITE.replace("'", "") + " 1");
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }

  private String read(String query) throws SQLException {
    return String.join(", ", Scratch.read(owner, query));
  }
}
