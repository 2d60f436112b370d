package gaia.account;

import gaia.database.RetryStatement;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
@RetryStatement
interface AccountRepository extends GenericRepository<AccountRow, UUID> {

  String COUNTED =
      """
      select f.*, s.sessions, s.hosted_sessions,
        (select count(*) from game.campaigns g where g.owner_id = f.user_id and g.is_active) as campaigns,
        (select count(*) from auth.access_control a
          where a.user_id = f.user_id and (a.expires_at is null or a.expires_at > :now)) as permissions
      from found f
      cross join lateral (
        select count(*) as sessions, count(*) filter (where m.role = 'host') as hosted_sessions
        from public.campaign_session_members m
        cross join lateral (
          select s.status from public.campaign_sessions s where s.session_id = m.session_id limit 1
        ) s
        where m.user_id = f.user_id and m.status = 'active' and s.status <> 'ended'
      ) s
      where auth.require_active(:caller)
      """;

  /**
   * Whoever is seen for the first time is written down; who was known without a name, as an admin
   * made beforehand, gets their token's. No row: another request just did that.
   */
  @Query(
      """
      with person as (
        insert into auth.users (user_id, issuer, subject, email, full_name, display_name)
        values (:caller, :issuer, :subject, :email, :fullName, :fullName)
        on conflict do nothing
        returning user_id, display_name, email, is_admin
      ), named as (
        update auth.users u set display_name = :fullName
        where u.user_id = :caller and u.display_name is null and :fullName::text is not null
        returning u.user_id, u.display_name, u.email, u.is_admin
      ), found as (
        select * from person
        union all
        select * from named
        union all
        select u.user_id, u.display_name, u.email, u.is_admin
        from auth.users u
        where u.user_id = :caller and not exists (select from named)
      )
      """
          + COUNTED)
  @Nullable AccountRow find(
      UUID caller,
      String issuer,
      String subject,
      @Nullable String email,
      @Nullable String fullName,
      Instant now);

  @Query(
      """
      with found as (
        insert into auth.users as u (user_id, issuer, subject, email, full_name, display_name)
        values (:caller, :issuer, :subject, :email, :fullName, :displayName)
        on conflict (user_id) do update set display_name = excluded.display_name
        returning u.user_id, u.display_name, u.email, u.is_admin
      )
      """
          + COUNTED)
  @Nullable AccountRow rename(
      UUID caller,
      String issuer,
      String subject,
      @Nullable String email,
      @Nullable String fullName,
      String displayName,
      Instant now);
}
