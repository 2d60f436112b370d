package gaia.across;

import gaia.across.Step.Issue;
import gaia.across.Step.Kind;
import gaia.across.Step.Leave;
import gaia.across.Step.Limit;
import gaia.across.Step.Redeem;
import gaia.across.Step.Remove;
import gaia.across.Step.Revoke;
import gaia.across.Step.Say;
import gaia.identity.Ids;
import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Http;
import gaia.testing.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** New sessions at the real functions, each request as its person would send it. */
final class World {
  static final int BRIEF_SECONDS = 60;
  private static final String UNKNOWN_TOKEN = "0000-0000-0000-0000-0000-0000-0000";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final FunctionUnderTest functions;
  private final List<String> sessions = new ArrayList<>();
  private final List<List<Answer>> invites = new ArrayList<>();
  private final People atInvite;
  private final People atOther;
  private final People atSession;

  World(FunctionUnderTest functions) {
    this.functions = functions;
    atInvite = People.of(functions::as);
    atOther = People.of(name -> functions.at("invite", name));
    atSession = People.of(name -> functions.at("session", name));
  }

  /** One more session, and the rules that it must follow. */
  Rules open(int maxMembers, boolean membersInvite, Kind... kinds) {
    String id = "play-" + COUNT.incrementAndGet();
    String wish =
        "{\"session_id\": \"%s\", \"name\": \"Play\", \"max_members\": %d, \"may_invite\": \"%s\"}"
            .formatted(id, maxMembers, membersInvite ? "members" : "host");
    made(Patience.with(() -> atSession.as(State.HOST).post("/v1/session", wish)));
    sessions.add(id);
    invites.add(new CopyOnWriteArrayList<>());
    Rules rules = new Rules(new State(maxMembers, membersInvite));
    for (Kind kind : kinds) {
      Issue issue = new Issue(State.HOST, sessions.size() - 1, kind);
      made(Patience.with(() -> send(issue)));
      rules.apply(issue);
    }
    return rules;
  }

  private static void made(Answer answer) {
    if (answer.status() != 201) {
      throw new AssertionError("not made: " + answer);
    }
  }

  Answer send(Step step) {
    return send(step, atInvite);
  }

  /** By another instance of the function, which shares nothing with the first but the database. */
  Answer sendElsewhere(Step step) {
    return send(step, atOther);
  }

  private Answer send(Step step, People atInvite) {
    return switch (step) {
      case Redeem redeem ->
          atInvite
              .as(redeem.who())
              .post("/v1/invite/redeem", "{\"token\": \"%s\"}".formatted(token(redeem)));
      case Issue issue -> issue(issue, atInvite);
      case Revoke revoke ->
          atInvite.as(revoke.who()).post("/v1/invite/%s/revoke".formatted(inviteId(revoke)));
      case Leave leave -> atSession.as(leave.who()).post(path(leave) + "/leave");
      case Remove remove ->
          atSession.as(remove.by()).delete(path(remove) + "/member/" + userId(remove.who()));
      case Limit limit ->
          atSession
              .as(limit.by())
              .patch(path(limit), "{\"max_members\": %d}".formatted(limit.maxMembers()));
      case Say say ->
          atSession
              .as(say.by())
              .post(path(say) + "/" + say.verb().toString().toLowerCase(Locale.ROOT));
    };
  }

  private Answer issue(Issue step, People atInvite) {
    Kind kind = step.kind();
    String maxUses = kind.maxUses == 0 ? "null" : String.valueOf(kind.maxUses);
    Answer answer =
        atInvite
            .as(step.who())
            .post(
                "/v1/invite",
                "{\"session_id\": \"%s\", \"multi_use\": %s, \"max_uses\": %s, \"expires_in_seconds\": %s}"
                    .formatted(
                        sessions.get(step.session()),
                        kind.maxUses != 1,
                        maxUses,
                        kind.brief ? BRIEF_SECONDS : "null"));
    if (answer.status() == 201) {
      invites.get(step.session()).add(answer);
    }
    return answer;
  }

  private String token(Redeem step) {
    List<Answer> issued = invites.get(step.session());
    return step.invite() == Redeem.UNKNOWN
        ? UNKNOWN_TOKEN
        : issued.get(step.invite() % issued.size()).text("token");
  }

  private String inviteId(Revoke step) {
    List<Answer> issued = invites.get(step.session());
    return issued.get(step.invite() % issued.size()).text("invite_id");
  }

  List<String> inviteIds(int session) {
    return invites.get(session).stream().map(invite -> invite.text("invite_id")).toList();
  }

  String sessionId(int session) {
    return sessions.get(session);
  }

  UUID userId(int who) {
    return Ids.v5(functions.issuer().url(), "p" + who);
  }

  private String path(Step step) {
    return "/v1/session/" + sessions.get(step.session());
  }

  /** A client each, made once. */
  private record People(Function<String, Http> clients, Map<Integer, Http> made) {
    static People of(Function<String, Http> clients) {
      return new People(clients, new ConcurrentHashMap<>());
    }

    Http as(int who) {
      return made.computeIfAbsent(who, person -> clients.apply("p" + person));
    }
  }
}
