package gaia.session;

import gaia.database.RowQueue;
import gaia.http.Cursor;
import gaia.http.Exchange;
import gaia.http.Page;
import gaia.http.ProblemType;
import gaia.http.Query;
import gaia.identity.Caller;
import gaia.identity.Ids;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Who is in a session, and how they leave it. */
@Controller("/v1/session/{id}")
class MemberController {
  private final SessionRepository sessions;
  private final MemberRepository members;
  private final DepartureRepository departures;
  private final RowQueue rows;
  private final Clock clock;

  MemberController(
      SessionRepository sessions,
      MemberRepository members,
      DepartureRepository departures,
      RowQueue rows,
      Clock clock) {
    this.sessions = sessions;
    this.members = members;
    this.departures = departures;
    this.rows = rows;
    this.clock = clock;
  }

  @Get("/member")
  HttpResponse<?> list(Caller caller, String id, @Query MemberFilter filter) {
    Cursor start = filter.start(id);
    List<MemberRow> rows =
        members.page(
            id, caller.userId(), filter.inviteId(), start.at(), start.uuid(), filter.limit() + 1);
    if (rows.isEmpty() || filter.inviteId() != null) {
      SessionRow session = sessions.find(id, caller.userId());
      if (session == null) {
        return noSession();
      }
      if (filter.inviteId() != null && !session.hostId().equals(caller.userId())) {
        return ProblemType.FORBIDDEN.answer("only the host sees who came by which invite");
      }
    }
    return HttpResponse.ok(Page.of(rows, filter.limit(), Member::of, row -> filter.next(id, row)));
  }

  @Delete("/member/{userId}")
  HttpResponse<?> remove(Caller caller, String id, UUID userId) {
    UUID requestId = Exchange.current().id();
    Departure departure =
        rows.inTurn(
            id,
            () ->
                departures.remove(
                    id, userId, caller.userId(), Ids.v7(clock), requestId, clock.instant()));
    if (departure != null) {
      return departure.role().equals("host") ? hostStays() : HttpResponse.noContent();
    }
    SessionRow session = sessions.find(id, caller.userId());
    if (session == null) {
      return noSession();
    }
    return session.hostId().equals(caller.userId())
        ? ProblemType.NOT_FOUND.answer("no such member")
        : ProblemType.FORBIDDEN.answer("only the host removes members");
  }

  @Post("/leave")
  HttpResponse<?> leave(Caller caller, String id) {
    Departure departure =
        rows.inTurn(id, () -> departures.leave(id, caller.userId(), clock.instant()));
    if (departure == null || departure.status().equals("removed")) {
      return noSession();
    }
    return departure.role().equals("host") ? hostStays() : HttpResponse.noContent();
  }

  private static HttpResponse<?> noSession() {
    return ProblemType.NOT_FOUND.answer("no such session");
  }

  private static HttpResponse<?> hostStays() {
    return ProblemType.HOST_CANNOT_LEAVE.answer("a session has one host; end the session instead");
  }
}
