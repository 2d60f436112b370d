package gaia.invite;

import gaia.http.Exchange;
import gaia.http.JsonBody;
import gaia.http.JsonColumn;
import gaia.http.Refusal;
import gaia.http.Visitor;
import gaia.identity.Caller;
import gaia.invite.Redemption.Reason;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/**
 * What a holder of a token can do: look, which changes nothing however often scanners do it, and
 * join.
 */
@Controller("/v1/invite")
class RedemptionController {
  private static final String TOKEN = "Invite-Token";
  private static final String NO_STORE = "no-store";

  private final RedeemInvite redeeming;
  private final JsonColumn columns;

  RedemptionController(RedeemInvite redeeming, JsonColumn columns) {
    this.redeeming = redeeming;
    this.columns = columns;
  }

  @Introspected
  record Wish(@NotNull String token) {}

  @Get("/preview")
  HttpResponse<?> preview(Visitor visitor, HttpRequest<?> request) {
    List<String> tokens = request.getHeaders().getAll(TOKEN);
    if (tokens.size() != 1) {
      throw Refusal.invalid(TOKEN, "must be given once");
    }
    return redeeming
        .preview(parsed(TOKEN, tokens.getFirst()), visitor.caller())
        .<HttpResponse<?>>map(
            row -> HttpResponse.ok(Preview.of(row)).header(HttpHeaders.CACHE_CONTROL, NO_STORE))
        .orElseGet(() -> refused(Reason.INVITE_UNKNOWN));
  }

  @Post("/redeem")
  HttpResponse<?> redeem(Caller caller, @JsonBody Wish wish) {
    return switch (redeeming.redeem(parsed("token", wish.token()), caller)) {
      case Redemption.Joined joined -> in(joined.row(), caller);
      case Redemption.Rejoined rejoined -> in(rejoined.row(), caller);
      case Redemption.AlreadyMember alreadyMember -> in(alreadyMember.row(), caller);
      case Redemption.Refused refused -> refused(refused);
    };
  }

  private HttpResponse<?> in(RedemptionRow row, Caller caller) {
    Exchange.current().outcome(row.outcome());
    return HttpResponse.ok(Redeemed.of(row, caller.userId(), columns.read(row.metadata())))
        .header(HttpHeaders.CACHE_CONTROL, NO_STORE);
  }

  private static HttpResponse<?> refused(Redemption.Refused refused) {
    if (refused.sessionId() != null) {
      Exchange.current().about("session", refused.sessionId());
    }
    return refused(refused.reason());
  }

  private static HttpResponse<?> refused(Reason reason) {
    return reason.problem().answer(reason.detail()).header(HttpHeaders.CACHE_CONTROL, NO_STORE);
  }

  private static InviteToken parsed(String field, String typed) {
    return InviteToken.parse(typed)
        .orElseThrow(
            () ->
                Refusal.invalid(
                    field, "is not an invite token: 28 letters and digits, one of them is wrong"));
  }
}
