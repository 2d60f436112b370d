package gaia.account;

import gaia.identity.Ids;
import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** What this function can't do itself is arranged as the owner: who joined what, and who rules. */
final class Given {
  private final FunctionUnderTest account;

  Given(FunctionUnderTest account) {
    this.account = account;
  }

  UUID id(String name) {
    return Ids.v5(account.issuer().url(), name);
  }

  /** A person who has been here before. */
  UUID person(String name) {
    return person(account.issuer().url(), name);
  }

  UUID person(String issuer, String name) {
    UUID person = Ids.v5(issuer, name);
    account.sql(
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

  UUID admin(String name) {
    UUID person = person(name);
    account.sql(
        "update auth.users set is_admin = true, is_active = true where user_id = ?", person);
    return person;
  }

  UUID deactivated(String name) {
    UUID person = person(name);
    account.sql("update auth.users set is_active = false where user_id = ?", person);
    return person;
  }

  void session(String host, String sessionId) {
    account.sql(
        """
        insert into campaign_sessions (session_id, name, host_id, max_members, member_count, request_hash)
        values (?, 'Friday', ?, 10, 0, '')
        """,
        sessionId,
        person(host));
    member(sessionId, host, "host");
  }

  UUID member(String sessionId, String name) {
    return member(sessionId, name, "member");
  }

  private UUID member(String sessionId, String name, String role) {
    account.sql(
        "update campaign_sessions set member_count = member_count + 1 where session_id = ?",
        sessionId);
    account.sql(
        """
        insert into campaign_session_members (session_id, user_id, role, status, joined_at)
        values (?, ?, ?, 'active', now())
        """,
        sessionId,
        person(name),
        role);
    return id(name);
  }

  UUID campaign(String owner) {
    UUID campaign = UUID.randomUUID();
    account.sql(
        "insert into game.campaigns (campaign_id, owner_id, name) values (?, ?, 'The Deep')",
        campaign,
        person(owner));
    return campaign;
  }

  void participant(UUID campaign, String name) {
    account.sql(
        "insert into game.campaign_participants (campaign_id, user_id) values (?, ?)",
        campaign,
        person(name));
  }

  /** The body of a wish for a session's permission. */
  String wish(String name, String sessionId, String permission, String... more) {
    return wish(id(name), "session", sessionId, permission, more);
  }

  static String wish(UUID user, String type, String id, String permission, String... more) {
    return """
        {"user_id": "%s", "resource_type": "%s", "resource_id": "%s", "permission": "%s"%s}"""
        .formatted(
            user, type, id, permission, more.length == 0 ? "" : ", " + String.join(", ", more));
  }

  Answer grant(String host, String name, String sessionId, String permission, String... more) {
    return account.as(host).post("/v1/account/permission", wish(name, sessionId, permission, more));
  }

  /** Type and whom, of every event about a resource, in their order. */
  List<String> events(String resourceType, Object resourceId) {
    String all =
        account.one(
            """
            select coalesce(string_agg(concat_ws(' ', event_type, user_id, detail ->> 'user_id'), ','
              order by created_at, event_id), '')
            from audit.security_events where resource_type = ? and resource_id = ?
            """,
            resourceType,
            resourceId.toString());
    return all == null || all.isEmpty() ? List.of() : List.of(all.split(",", -1));
  }

  static List<String> each(Answer page, String field) {
    return IntStream.range(0, page.size("items"))
        .mapToObj(i -> page.text("items/" + i + "/" + field))
        .toList();
  }
}
