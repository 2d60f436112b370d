package gaia.invite;

import gaia.database.Moved;
import gaia.database.RowQueue;
import gaia.http.IdempotencyKey;
import gaia.http.JsonBody;
import gaia.http.Page;
import gaia.http.ProblemType;
import gaia.http.Query;
import gaia.http.Word;
import gaia.identity.Caller;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Invites, for those who issue them. */
@Controller("/v1/invite")
class InviteController {
  private final InviteRepository invites;
  private final InviterRepository inviters;
  private final IssueInvite issuing;
  private final TokenMint mint;
  private final RowQueue rows;
  private final Clock clock;

  InviteController(
      InviteRepository invites,
      InviterRepository inviters,
      IssueInvite issuing,
      TokenMint mint,
      RowQueue rows,
      Clock clock) {
    this.invites = invites;
    this.inviters = inviters;
    this.issuing = issuing;
    this.mint = mint;
    this.rows = rows;
    this.clock = clock;
  }

  @Post
  HttpResponse<?> issue(Caller caller, IdempotencyKey key, @JsonBody NewInvite wish) {
    return switch (issuing.issue(wish, key, caller.userId())) {
      case Issue.Issued issued -> issued(issued.invite(), issued.token());
      case Issue.Refused refused -> refused.answer();
    };
  }

  private HttpResponse<?> issued(InviteRow row, InviteToken token) {
    return HttpResponse.created(Invite.of(row, clock.instant(), token.shown(), mint.link(token)))
        .header(HttpHeaders.CACHE_CONTROL, "no-store");
  }

  @Get
  HttpResponse<?> list(Caller caller, @Query InviteFilter filter) {
    UUID me = caller.userId();
    Instant now = clock.instant();
    List<InviteRow> rows =
        invites.page(
            filter.sessionId(),
            me,
            Word.orNull(filter.status()),
            filter.start().uuid(),
            filter.limit() + 1,
            now);
    if (rows.isEmpty() && inviters.find(filter.sessionId(), me, now) == null) {
      return ProblemType.NOT_FOUND.answer("no such session");
    }
    return HttpResponse.ok(Page.of(rows, filter.limit(), row -> Invite.of(row, now), filter::next));
  }

  @Post("/{id}/revoke")
  HttpResponse<?> revoke(Caller caller, UUID id) {
    Instant now = clock.instant();
    return Moved.untilStill(
        () -> {
          InviteRow revoked = rows.inTurn(id, () -> invites.revoke(id, caller.userId(), now));
          InviteRow row = revoked == null ? invites.find(id, caller.userId()) : revoked;
          if (row == null) {
            return ProblemType.NOT_FOUND.answer("no such invite");
          }
          if (row.outcome().equals("known")) {
            return ProblemType.FORBIDDEN.answer("only the host and who issued an invite revoke it");
          }
          return row.revokedAt() == null ? null : HttpResponse.ok(Invite.of(row, now));
        });
  }
}
