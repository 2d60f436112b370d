package gaia.account;

import gaia.database.RetryStatement;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** For admins: each statement refuses anybody else by {@code auth.require_admin}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
@RetryStatement
interface UserRepository extends GenericRepository<UserRow, UUID> {

  /** Served by admins, inactive_users or recent_users, whichever holds the fewest. */
  @Query(
      """
      with shown as (
        (select u.*
        from auth.users u
        where :isAdmin::boolean and u.is_admin and (:isActive::boolean is null or u.is_active = :isActive::boolean)
          and (u.created_at, u.user_id) < (:beforeTime, :beforeId)
        order by u.created_at desc, u.user_id desc
        limit :count)
        union all
        (select u.*
        from auth.users u
        where :isAdmin::boolean is not true and not :isActive::boolean and not u.is_active
          and (:isAdmin::boolean is null or u.is_admin = :isAdmin::boolean)
          and (u.created_at, u.user_id) < (:beforeTime, :beforeId)
        order by u.created_at desc, u.user_id desc
        limit :count)
        union all
        (select u.*
        from auth.users u
        where :isAdmin::boolean is not true and :isActive::boolean is not false
          and (:isAdmin::boolean is null or u.is_admin = :isAdmin::boolean)
          and (:isActive::boolean is null or u.is_active = :isActive::boolean)
          and (u.created_at, u.user_id) < (:beforeTime, :beforeId)
        order by u.created_at desc, u.user_id desc
        limit :count)
      )
      select * from shown
      where auth.require_admin(:caller)
      order by created_at desc, user_id desc
      """)
  List<UserRow> page(
      UUID caller,
      @Nullable Boolean isAdmin,
      @Nullable Boolean isActive,
      Instant beforeTime,
      UUID beforeId,
      int count);

  @Query(
      """
      select u.* from auth.users u where u.user_id = :userId and auth.require_admin(:caller)
      """)
  @Nullable UserRow find(UUID userId, UUID caller);

  /**
   * Locks both people, the lower id first, so that two admins who unmake each other do it one after
   * the other, and the second one is none by then. No row: nobody such is known, it is so already,
   * or the caller has just become none. The last active admin stays by admin_count_last_stays.
   */
  @Query(
      """
      with locked as materialized (
        select u.user_id, u.is_admin, u.is_active
        from auth.users u
        where u.user_id in (:caller, :userId)
        order by u.user_id
        for no key update
      ), changed as (
        update auth.users u
        set is_admin = coalesce(:isAdmin::boolean, u.is_admin), is_active = coalesce(:isActive::boolean, u.is_active)
        from locked me
        join locked was on was.user_id = :userId
        where me.user_id = :caller and me.is_admin and me.is_active and u.user_id = :userId
          and (was.is_admin <> coalesce(:isAdmin::boolean, was.is_admin)
            or was.is_active <> coalesce(:isActive::boolean, was.is_active))
        returning u.*, was.is_admin as was_admin, was.is_active as was_active
      ), told as (
        insert into audit.security_events (event_id, event_type, user_id, resource_type, resource_id, request_id,
          detail, created_at)
        select e.event_id, e.event_type, :caller, 'user', c.user_id::text, :requestId,
          jsonb_build_object('user_id', c.user_id), :now
        from changed c
        cross join lateral (
          values
            (:eventId::uuid, c.is_admin <> c.was_admin,
              case when c.is_admin then 'admin-granted' else 'admin-revoked' end),
            (:otherEventId::uuid, c.is_active <> c.was_active,
              case when c.is_active then 'user-activated' else 'user-deactivated' end)
        ) e (event_id, happened, event_type)
        where e.happened
      )
      select user_id, issuer, subject, email, display_name, is_admin, is_active, created_at, updated_at
      from changed
      where auth.require_admin(:caller)
      """)
  @Nullable UserRow change(
      UUID userId,
      @Nullable Boolean isAdmin,
      @Nullable Boolean isActive,
      UUID caller,
      UUID eventId,
      UUID otherEventId,
      UUID requestId,
      Instant now);
}
