package gaia.across;

import gaia.testing.Invariants;
import gaia.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What the database holds of a session, in the words of {@link State#rows}. */
final class Rows implements AutoCloseable {
  private static final String SESSION =
      """
      select format('session, %s, %s of %s', status, member_count, max_members)
      from campaign_sessions where session_id = ?
      """;
  private static final String MEMBERS =
      """
      select format('%s %s%s%s', u.subject, m.status,
        case when m.invite_id is not null then
          format(' by %s of %s, use %s', m.invite_id, by.subject, m.use_number) end,
        case when m.removed_at is not null then ', was removed' end)
      from campaign_session_members m
      join auth.users u using (user_id)
      left join auth.users by on by.user_id = m.invited_by
      where m.session_id = ? order by u.subject
      """;
  private static final String INVITES =
      """
      select format('%s%s, %s uses (%s)', i.invite_id, case when i.revoked_at is not null then ' revoked' end, i.uses,
        string_agg(u.subject || ':' || used.use_number, ' ' order by u.subject))
      from campaign_session_invites i
      left join campaign_session_invite_uses used using (invite_id)
      left join auth.users u using (user_id)
      where i.session_id = ? group by i.invite_id order by i.invite_id
      """;

  private final Connection owner;

  Rows(TestDatabase database) {
    try {
      owner = database.connect("migrate");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  String of(World world, int session) {
    StringBuilder rows = new StringBuilder();
    for (String query : List.of(SESSION, MEMBERS, INVITES)) {
      append(rows, query, world.sessionId(session));
    }
    String text = rows.toString().strip();
    List<String> ids = world.inviteIds(session);
    for (int i = 0; i < ids.size(); i++) {
      text = text.replace(ids.get(i), "i" + i);
    }
    return text;
  }

  private void append(StringBuilder rows, String query, String sessionId) {
    try (PreparedStatement statement = owner.prepareStatement(query)) {
      statement.setString(1, sessionId);
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.append(result.getString(1)).append('\n');
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  List<String> broken(World world, int session) {
    try {
      return Invariants.broken(owner, "^" + world.sessionId(session) + "$");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      owner.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
