package gaia.session;

import gaia.identity.Ids;
import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import java.util.UUID;

/** What this function can't do itself is arranged as the owner: who joined, and campaigns. */
final class Given {
  private final FunctionUnderTest session;

  Given(FunctionUnderTest session) {
    this.session = session;
  }

  UUID id(String name) {
    return Ids.v5(session.issuer().url(), name);
  }

  /** A person who has been here before. */
  UUID person(String name) {
    return person(session.issuer().url(), name);
  }

  UUID person(String issuer, String name) {
    UUID person = Ids.v5(issuer, name);
    session.sql(
        """
        insert into auth.users (user_id, issuer, subject, display_name)
        values (?, ?, ?, initcap(?)) on conflict do nothing
        """,
        person,
        issuer,
        name,
        name);
    return person;
  }

  /** An active session of that id. */
  void session(String host, String sessionId) {
    create(host, "{\"session_id\": \"%s\", \"name\": \"Friday\"}".formatted(sessionId));
  }

  Answer create(String host, String json) {
    Answer created = session.as(host).post("/v1/session", json);
    if (created.status() != 201) {
      throw new AssertionError("not created: " + created);
    }
    return created;
  }

  /** Joins as redeeming does: the member's row, and a place. */
  UUID member(String sessionId, String name) {
    return member(sessionId, person(name));
  }

  UUID member(String sessionId, UUID person) {
    session.sql(
        """
        with counted as (
          update campaign_sessions set member_count = member_count + 1 where session_id = ?
        )
        insert into campaign_session_members (session_id, user_id, role, status, joined_at,
          invite_id, invited_by, use_number)
        select s.session_id, ?, 'member', 'active', now(), gen_random_uuid(), s.host_id, s.member_count
        from campaign_sessions s where s.session_id = ?
        """,
        sessionId,
        person,
        sessionId);
    return person;
  }

  UUID campaign(String owner) {
    UUID campaign = UUID.randomUUID();
    session.sql(
        "insert into game.campaigns (campaign_id, owner_id, name) values (?, ?, 'The Deep')",
        campaign,
        person(owner));
    return campaign;
  }

  /** For {@code minutes} from now; less than none of them is over already. */
  void permission(String name, UUID campaign, String permission, int minutes) {
    session.sql(
        """
        insert into auth.access_control (user_id, resource_type, resource_id, permission, expires_at)
        values (?, 'campaign', ?, ?, now() + make_interval(mins => ?))
        """,
        person(name),
        campaign.toString(),
        permission,
        minutes);
  }

  long memberCount(String sessionId) {
    return session.number(
        "select member_count from campaign_sessions where session_id = ?", sessionId);
  }

  long activeMembers(String sessionId) {
    return session.number(
        "select count(*) from campaign_session_members where session_id = ? and status = 'active'",
        sessionId);
  }
}
