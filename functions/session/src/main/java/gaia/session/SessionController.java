package gaia.session;

import gaia.http.IdempotencyKey;
import gaia.http.JsonBody;
import gaia.http.JsonColumn;
import gaia.http.Page;
import gaia.http.ProblemType;
import gaia.http.Query;
import gaia.http.RequestHash;
import gaia.http.Word;
import gaia.identity.Caller;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Sessions, as their members see them. */
@Controller("/v1/session")
class SessionController {
  private final SessionRepository sessions;
  private final CreateSession creating;
  private final ChangeSession changing;
  private final JsonColumn columns;
  private final JsonMapper json;

  SessionController(
      SessionRepository sessions,
      CreateSession creating,
      ChangeSession changing,
      JsonColumn columns,
      JsonMapper json) {
    this.sessions = sessions;
    this.creating = creating;
    this.changing = changing;
    this.columns = columns;
    this.json = json;
  }

  @Post
  HttpResponse<?> create(Caller caller, IdempotencyKey key, @JsonBody NewSession wish) {
    return switch (creating.create(wish, key, caller)) {
      case Creation.Created created -> created(created.session());
      case Creation.Refused refused -> refused.answer();
    };
  }

  @Get
  Page<Session> list(Caller caller, @Query SessionFilter filter) {
    UUID me = caller.userId();
    var start = filter.start(me);
    List<SessionRow> rows =
        sessions.page(
            me,
            Word.orNull(filter.status()),
            Word.orNull(filter.role()),
            filter.campaignId(),
            start.at(),
            start.id(),
            filter.limit() + 1);
    return Page.of(rows, filter.limit(), row -> Session.of(row, null), row -> filter.next(me, row));
  }

  /** The entity tag covers every byte: who hosts, how many are in and the caller's own role too. */
  @Get("/{id}")
  HttpResponse<?> read(Caller caller, String id, HttpRequest<?> request) throws IOException {
    SessionRow row = sessions.find(id, caller.userId());
    if (row == null) {
      return ProblemType.NOT_FOUND.answer("no such session");
    }
    byte[] body = json.writeValueAsBytes(view(row));
    String tag =
        '"'
            + Base64.getUrlEncoder().withoutPadding().encodeToString(RequestHash.sha256(body))
            + '"';
    boolean known =
        request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH).stream()
            .flatMap(list -> List.of(list.split(",")).stream())
            .anyMatch(
                one -> one.strip().equals("*") || one.strip().replaceFirst("^W/", "").equals(tag));
    return known
        ? HttpResponse.notModified().header(HttpHeaders.ETAG, tag)
        : HttpResponse.ok(body)
            .contentType(MediaType.APPLICATION_JSON_TYPE)
            .header(HttpHeaders.ETAG, tag);
  }

  @Patch("/{id}")
  HttpResponse<?> change(Caller caller, String id, @JsonBody SessionChanges wish) {
    return answer(changing.change(id, wish, caller.userId()));
  }

  @Post("/{id}/pause")
  HttpResponse<?> pause(Caller caller, String id) {
    return answer(changing.status(id, Status.PAUSED, caller.userId()));
  }

  @Post("/{id}/resume")
  HttpResponse<?> resume(Caller caller, String id) {
    return answer(changing.status(id, Status.ACTIVE, caller.userId()));
  }

  @Post("/{id}/end")
  HttpResponse<?> end(Caller caller, String id) {
    return answer(changing.status(id, Status.ENDED, caller.userId()));
  }

  private HttpResponse<?> answer(Change change) {
    return switch (change) {
      case Change.Changed changed -> HttpResponse.ok(view(changed.session()));
      case Change.BelowMemberCount below ->
          ProblemType.BELOW_MEMBER_COUNT.answer(
              below.memberCount()
                  + " are in; remove some, or choose a max_members of at least that");
      case Change.Refused refused -> refused.answer();
    };
  }

  private HttpResponse<?> created(SessionRow row) {
    return HttpResponse.created(view(row), URI.create("/v1/session/" + row.sessionId()));
  }

  private Session view(SessionRow row) {
    return Session.of(row, columns.read(row.metadata()));
  }
}
