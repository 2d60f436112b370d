package gaia.invite;

/**
 * How an invite stands to one person: the first rule that holds decides. Read without a lock, so
 * that being a member already, or being refused, costs none; whoever writes after it must see that
 * nothing moved.
 */
final class Standing {
  /**
   * Of session {@code s}, invite {@code i}, person {@code u}, membership {@code m} and use {@code
   * used}.
   */
  static final String RULES =
      """
      case
        when not u.is_active then 'account_deactivated'
        when m.status = 'active' then 'already_member'
        when i.created_at <= m.removed_at then 'member_removed'
        when s.status = 'ended' then 'session_ended'
        when i.revoked_at is not null then 'invite_revoked'
        when i.expires_at <= :now then 'invite_expired'
        when used.use_number is null and i.uses >= i.max_uses then 'invite_used_up'
        when s.member_count >= s.max_members then 'session_full'
      """;

  static final String SEEN =
      """
      with seen as materialized (
        select s.*, i.invite_id, i.created_at as issued_at, i.expires_at,
          used.use_number as used, m.role, m.joined_at,
          m.status is not distinct from 'active' and u.is_active as is_member,
          u.user_id is not null as is_known, u.display_name,
      """
          + RULES
          + """
            when used.use_number is not null then 'rejoined'
            else 'joined'
          end as outcome
        from public.campaign_session_invites i
        join public.campaign_sessions s on s.session_id = i.session_id
        left join auth.users u on u.user_id = :caller::uuid
        left join public.campaign_session_members m on m.session_id = i.session_id and m.user_id = :caller::uuid
        left join public.campaign_session_invite_uses used
          on used.invite_id = i.invite_id and used.user_id = :caller::uuid
        where i.token_hash = :tokenHash
      )
      """;

  private Standing() {}
}
