package gaia.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What holds of every session and invite, whatever was done to them and in what order. */
public final class Invariants {
  private static final String BROKEN =
      """
      select format('session %s: %s of %s members, %s of them active', s.session_id, s.member_count,
        s.max_members, count(m.user_id))
      from public.campaign_sessions s
      left join public.campaign_session_members m on m.session_id = s.session_id and m.status = 'active'
      where s.session_id ~ ?
      group by s.session_id
      having count(m.user_id) <> s.member_count or s.member_count > s.max_members
      union all
      select format('session %s: its host is not in', s.session_id)
      from public.campaign_sessions s
      where s.session_id ~ ? and not exists (
        select from public.campaign_session_members m
        where m.session_id = s.session_id and m.user_id = s.host_id and m.status = 'active' and m.role = 'host')
      union all
      select format('invite %s: %s of %s uses, %s rows, numbers %s', i.invite_id, i.uses, i.max_uses,
        count(u.user_id), array_agg(u.use_number order by u.use_number))
      from public.campaign_session_invites i
      left join public.campaign_session_invite_uses u using (invite_id)
      where i.session_id ~ ?
      group by i.invite_id
      having count(u.user_id) <> i.uses or i.uses > i.max_uses or count(distinct u.use_number) <> i.uses
        or min(u.use_number) <> 1 or max(u.use_number) <> i.uses
      union all
      select format('member %s of %s: invite %s, by %s, use %s', m.user_id, m.session_id, m.invite_id, m.invited_by,
        m.use_number)
      from public.campaign_session_members m
      left join public.campaign_session_invites i on i.invite_id = m.invite_id and i.session_id = m.session_id
      left join public.campaign_session_invite_uses u on u.invite_id = i.invite_id and u.user_id = m.user_id
      where m.session_id ~ ? and m.role = 'member'
        and (m.invited_by is distinct from i.created_by or m.use_number is distinct from u.use_number
          or u.use_number is null)
      union all
      select format('use %s of %s by %s: never a member', u.use_number, u.invite_id, u.user_id)
      from public.campaign_session_invite_uses u
      join public.campaign_session_invites i using (invite_id)
      where i.session_id ~ ? and not exists (
        select from public.campaign_session_members m
        where m.session_id = i.session_id and m.user_id = u.user_id)
      """;

  private Invariants() {}

  /** A line each for what is wrong with the sessions of ids that match. */
  public static List<String> broken(Connection owner, String sessionIds) throws SQLException {
    try (PreparedStatement query = owner.prepareStatement(BROKEN)) {
      for (int i = 1; i <= query.getParameterMetaData().getParameterCount(); i++) {
        query.setString(i, sessionIds);
      }
      List<String> lines = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          lines.add(rows.getString(1));
        }
      }
      return lines;
    }
  }
}
