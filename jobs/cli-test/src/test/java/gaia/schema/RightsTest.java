package gaia.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds of the rights of all roles together, those of later ones too. */
class RightsTest {
  private static final String HELD =
      """
      with ours as (
        select r.*, format('%I.%I', nspname, relname) as name
        from pg_class r join pg_namespace n on n.oid = relnamespace
        where nspname !~ '^pg_' and nspname <> 'information_schema'
      ), held as (
        select name, null as attname, grantee::regrole::text as role, privilege_type as what
        from ours cross join aclexplode(relacl) where grantee <> relowner
        union all
        select name, attname, grantee::regrole::text, privilege_type
        from ours join pg_attribute on attrelid = ours.oid cross join aclexplode(attacl)
      )
      """;

  private Trial trial;

  @BeforeEach
  void begin() {
    trial = Trial.begin();
  }

  @AfterEach
  void end() throws SQLException {
    trial.close();
  }

  @Test
  void onlyTheseRoles_deleteAnything() throws SQLException {
    assertThat(trial.rows(HELD + "select role || ' ' || name from held where what = 'DELETE'"))
        .containsExactlyInAnyOrder(
            "gaia_campaign game.campaign_participants",
            "gaia_board board.boardrooms",
            "gaia_store public.app_sessions");
  }

  @Test
  void nobody_truncatesOrTiesToATable() throws SQLException {
    assertThat(
            trial.rows(
                HELD
                    + "select role from held where what not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')"))
        .isEmpty();
  }

  @Test
  void auditTrail_isOnlyAddedTo() throws SQLException {
    assertThat(
            trial.rows(
                HELD
                    + """
                    select distinct concat_ws(' ', role, what) from held
                    where name like 'audit.%' and what <> 'INSERT'
                    """))
        .containsExactlyInAnyOrder("gaia_account SELECT", "gaia_backup SELECT");
  }

  @Test
  void backup_readsAllThereIsAndNothingElse() throws SQLException {
    assertThat(trial.rows(HELD + "select distinct what from held where role = 'gaia_backup'"))
        .containsExactly("SELECT");
    assertThat(
            trial.rows(
                """
                select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = relnamespace
                where relkind in ('r', 'p', 'S') and nspname !~ '^pg_' and nspname <> 'information_schema'
                  and not (has_schema_privilege('gaia_backup', n.oid, 'usage') and case relkind
                    when 'S' then has_sequence_privilege('gaia_backup', c.oid, 'select')
                    else has_table_privilege('gaia_backup', c.oid, 'select') end)
                """))
        .isEmpty();
  }

  @Test
  void adminFlag_isTwoRolesToSet() throws SQLException {
    assertThat(
            trial.rows(
                HELD
                    + """
                    select role from held
                    where name = 'auth.users' and what in ('INSERT', 'UPDATE')
                      and coalesce(attname, 'is_admin') in ('is_admin', 'is_active')
                    group by role
                    order by role
                    """))
        .containsExactly("gaia_account", "gaia_admin");
  }

  @Test
  void secrets_areReadByTheRoleThatNeedsThem() throws SQLException {
    assertThat(
            trial.rows(
                """
                select concat_ws(' ', secret, rolname)
                from unnest(array[
                  'auth.service_tokens.access_token_encrypted', 'auth.service_tokens.refresh_token_encrypted',
                  'auth.user_tokens.token_hash', 'game.room_seats.seat_token', 'public.app_sessions.sess',
                  'public.campaign_session_invites.token_hash', 'chat.messages.content', 'game.chat_history.content'
                ]) secret
                join pg_roles on rolname like 'gaia\\_%' and not rolcanlogin
                  and rolname not in ('gaia_owner', 'gaia_backup')
                where has_column_privilege(
                  oid, regexp_replace(secret, '\\.[a-z_]+$', ''), regexp_replace(secret, '.*\\.', ''), 'select')
                """))
        .containsExactlyInAnyOrder(
            "auth.service_tokens.access_token_encrypted gaia_token",
            "auth.service_tokens.refresh_token_encrypted gaia_token",
            "auth.user_tokens.token_hash gaia_token",
            "game.room_seats.seat_token gaia_seat",
            "public.app_sessions.sess gaia_store",
            "public.campaign_session_invites.token_hash gaia_invite",
            "chat.messages.content gaia_chat",
            "game.chat_history.content gaia_campaign");
  }

  @Test
  void counters_followTheirRowsAlone() throws SQLException {
    assertThat(
            trial.rows(
                HELD
                    + """
                    select concat_ws(' ', role, name) from held
                    where what in ('INSERT', 'UPDATE')
                      and (name in ('usage.usage_quotas', 'usage.usage_summaries', 'ops.retention',
                             'public.app_session_tombstones')
                        or (name, coalesce(attname, 'message_count')) in
                             (('chat.sessions', 'message_count'), ('chat.sessions', 'total_tokens'))
                        or (name, coalesce(attname, 'participant_count')) in
                             (('board.boardrooms', 'participant_count')))
                    """))
        .isEmpty();
  }

  @Test
  void whatRunsAsTheOwner_hasAFixedPath() throws SQLException {
    assertThat(
            trial.rows(
                """
                select oid::regprocedure from pg_proc
                where prosecdef and not coalesce(proconfig @> array['search_path=""'], false)
                """))
        .isEmpty();
  }

  @Test
  void whatRunsAsTheOwner_hasItsCallersOrIsATrigger() throws SQLException {
    assertThat(
            trial.rows(
                """
                select concat_ws(' ', proname, string_agg(grantee::regrole::text, ' ' order by grantee::regrole::text))
                from pg_proc
                left join aclexplode(proacl) on grantee <> proowner
                where prosecdef and prorettype <> 'trigger'::regtype
                group by pg_proc.oid, proname
                """))
        .containsExactlyInAnyOrder(
            // The ledger's are every job's; who sees connections is the owner's to say, not its to
            // do.
            "begin_run gaia_admin gaia_backup gaia_cleanup gaia_doctor gaia_drift gaia_drill gaia_migrate gaia_prune gaia_rotate",
            "end_run gaia_admin gaia_backup gaia_cleanup gaia_doctor gaia_drift gaia_drill gaia_keepalive gaia_migrate gaia_prune gaia_rotate",
            "connections gaia_doctor gaia_health gaia_prune gaia_stats",
            "end_connection gaia_prune",
            "sequences gaia_doctor",
            "cleanup_plan gaia_cleanup",
            "due gaia_cleanup",
            "sweep gaia_cleanup",
            // Called by those two, and by the owner.
            "make_chat_partitions",
            "old_chat_partitions",
            "drop_chat_partitions",
            "check_session_statistics",
            "cleanup_expired_tokens",
            "cleanup_old_usage_records",
            "cleanup_token_refresh_logs",
            "settle_expired_leases",
            "update_session_statistics",
            "destroy_app_session gaia_store");
  }

  @Test
  void everyonesFunctions_areNone() throws SQLException {
    assertThat(
            trial.rows(
                """
                select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = pronamespace
                where nspname !~ '^pg_' and nspname <> 'information_schema'
                  and has_function_privilege('public', p.oid, 'execute')
                """))
        .isEmpty();
  }
}
