package gaia.invite;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Without an interceptor that retries: {@link RedeemInvite} does, at no cost where all is well. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RedemptionRepository extends GenericRepository<RedemptionRow, UUID> {

  /**
   * One statement. Session, then invite, then member are changed, each only if what was seen of it
   * still holds; where one no longer does, the last column takes everything back with SQLSTATE
   * 40001. No row: there is no such token.
   */
  @Query(
      Standing.SEEN
          + """
          , place as (
            update public.campaign_sessions s set member_count = s.member_count + 1
            from seen
            where seen.outcome in ('joined', 'rejoined') and s.session_id = seen.session_id
              and s.status <> 'ended' and s.member_count < s.max_members
            returning s.session_id, s.status, s.max_members, s.member_count, s.updated_at
          ), taken as (
            update public.campaign_session_invites i
            set uses = i.uses + case when seen.used is null then 1 else 0 end
            from seen join place using (session_id)
            where i.invite_id = seen.invite_id and i.revoked_at is null
              and (seen.used is not null or i.max_uses is null or i.uses < i.max_uses)
            returning i.invite_id, i.session_id, i.created_by, coalesce(seen.used, i.uses) as use_number,
              seen.used is null as fresh
          ), person as (
            insert into auth.users (user_id, issuer, subject, email, full_name, display_name)
            select :caller, :issuer, :subject, :email, :fullName, :fullName from taken
            on conflict do nothing
          ), use as (
            insert into public.campaign_session_invite_uses (invite_id, user_id, use_number, used_at)
            select invite_id, :caller, use_number, :now from taken where fresh
            on conflict do nothing
            returning invite_id
          ), member as (
            insert into public.campaign_session_members as m (session_id, user_id, role, status, joined_at,
              invite_id, invited_by, use_number, created_at, updated_at)
            select session_id, :caller, 'member', 'active', :now, invite_id, created_by, use_number, :now, :now
            from taken
            on conflict (session_id, user_id) do update
              set status = 'active', joined_at = excluded.joined_at, left_at = null,
                invite_id = excluded.invite_id, invited_by = excluded.invited_by, use_number = excluded.use_number
              where m.status <> 'active' and (m.removed_at is null or m.removed_at < (select issued_at from seen))
            returning m.session_id, m.role, m.joined_at
          )
          select seen.invite_id, cast(:caller as uuid) as user_id, seen.outcome, seen.expires_at,
            seen.session_id, seen.campaign_id, seen.name,
            coalesce(place.status, seen.status) as status, seen.host_id, h.display_name as host_name,
            coalesce(place.max_members, seen.max_members) as max_members,
            coalesce(place.member_count, seen.member_count) as member_count,
            seen.may_invite, seen.metadata, seen.created_at,
            coalesce(place.updated_at, seen.updated_at) as updated_at, seen.ended_at,
            coalesce(member.role, seen.role) as role, coalesce(member.joined_at, seen.joined_at) as joined_at,
            case when seen.is_known then seen.display_name else :fullName end as display_name,
            case
              when seen.outcome in ('joined', 'rejoined')
                and (member.session_id is null or (taken.fresh and use.invite_id is null))
              then ops.moved()
            end as moved
          from seen
          left join place using (session_id)
          left join taken using (session_id)
          left join use on use.invite_id = seen.invite_id
          left join member on member.session_id = seen.session_id
          left join auth.users h on h.user_id = seen.host_id
          """)
  @Nullable RedemptionRow redeem(
      byte[] tokenHash,
      UUID caller,
      String issuer,
      String subject,
      @Nullable String email,
      @Nullable String fullName,
      Instant now);

  /**
   * The same for many people of many invites: a row for each who can be answered. Whoever was in
   * before, comes too late for the last use or place, or to a session or an invite that another is
   * changing, has none and must ask again. With SQLSTATE 40001 nobody is admitted. The arrays go
   * together, one place a person, each person once.
   *
   * @param tokenHashes as PostgreSQL writes bytea
   */
  @Query(Crowd.SEEN + Crowd.OR_PASS + Crowd.TAKEN + Crowd.OR_PASS + Crowd.ADMITTED)
  List<RedemptionRow> redeemPassing(
      @Nullable String[] tokenHashes,
      @Nullable String[] callers,
      @Nullable String[] issuers,
      @Nullable String[] subjects,
      @Nullable String[] emails,
      @Nullable String[] fullNames,
      Instant now);

  /** The same, but waits for whoever changes a session or an invite of theirs. */
  @Query(Crowd.SEEN + Crowd.TAKEN + Crowd.ADMITTED)
  List<RedemptionRow> redeemTogether(
      @Nullable String[] tokenHashes,
      @Nullable String[] callers,
      @Nullable String[] issuers,
      @Nullable String[] subjects,
      @Nullable String[] emails,
      @Nullable String[] fullNames,
      Instant now);

  /** What redeeming would come to; nobody's caller is null. */
  @Query(
      Standing.SEEN
          + """
          select seen.invite_id, cast(:caller as uuid) as user_id, seen.outcome, seen.expires_at,
            seen.session_id, seen.campaign_id, seen.name, seen.status,
            seen.host_id, h.display_name as host_name, seen.max_members, seen.member_count,
            seen.may_invite, seen.metadata, seen.created_at, seen.updated_at, seen.ended_at,
            case when seen.is_member then seen.role end as role,
            case when seen.is_member then seen.joined_at end as joined_at,
            null::text as display_name
          from seen
          left join auth.users h on h.user_id = seen.host_id
          """)
  @Nullable RedemptionRow preview(byte[] tokenHash, @Nullable UUID caller, Instant now);
}
