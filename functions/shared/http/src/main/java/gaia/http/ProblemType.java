package gaia.http;

import static gaia.http.NextStep.ASK_FOR_NEW_INVITE;
import static gaia.http.NextStep.ASK_HOST;
import static gaia.http.NextStep.FIX_REQUEST;
import static gaia.http.NextStep.NONE;
import static gaia.http.NextStep.RETRY;
import static gaia.http.NextStep.SIGN_IN;
import static gaia.http.NextStep.USE_NEW_KEY;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.Locale;

/**
 * Every problem that a function can answer with: one name, one status, one title, one next step.
 */
public enum ProblemType {
  INVALID_REQUEST(400, "The request is not valid", FIX_REQUEST),
  METHOD_NOT_ALLOWED(405, "This address does not take that method", FIX_REQUEST),
  NOT_ACCEPTABLE(406, "The answer is JSON only", FIX_REQUEST),
  BODY_TOO_LARGE(413, "The body is too large", FIX_REQUEST),
  UNSUPPORTED_MEDIA_TYPE(415, "The body must be JSON", FIX_REQUEST),
  UNAUTHENTICATED(401, "Sign in first", SIGN_IN),
  FORBIDDEN(403, "You may not do this", ASK_HOST),
  ACCOUNT_DEACTIVATED(403, "This account is deactivated", NONE),
  MEMBER_REMOVED(403, "The host removed you from this session", ASK_HOST),
  NOT_FOUND(404, "There is nothing here for you", NONE),
  INVITE_UNKNOWN(404, "No such invite", ASK_FOR_NEW_INVITE),
  SESSION_FULL(409, "The session is full", NextStep.WAIT),
  SESSION_ID_TAKEN(409, "This session id is taken", FIX_REQUEST),
  BELOW_MEMBER_COUNT(409, "The session has more members than that", FIX_REQUEST),
  LAST_ADMIN(409, "The last admin stays", FIX_REQUEST),
  HOST_CANNOT_LEAVE(409, "The host cannot leave the session", NextStep.END_SESSION),
  CLEANUP_RUNNING(409, "A cleanup is running", NextStep.WAIT),
  SESSION_ENDED(410, "The session has ended", NONE),
  INVITE_REVOKED(410, "The invite was revoked", ASK_FOR_NEW_INVITE),
  INVITE_EXPIRED(410, "The invite has expired", ASK_FOR_NEW_INVITE),
  INVITE_USED_UP(410, "The invite is used up", ASK_FOR_NEW_INVITE),
  IDEMPOTENCY_KEY_REUSED(422, "This Idempotency-Key was used for another request", USE_NEW_KEY),
  INTERNAL_ERROR(500, "Something broke on our side", RETRY),
  DATABASE_UNAVAILABLE(503, "The database can't answer right now", RETRY),
  IDENTITY_UNAVAILABLE(503, "The identity provider can't be reached right now", RETRY);

  private final int status;
  private final String title;
  private final NextStep nextStep;

  ProblemType(int status, String title, NextStep nextStep) {
    this.status = status;
    this.title = title;
    this.nextStep = nextStep;
  }

  public String urn() {
    return "urn:gaia:problem:" + word();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  public NextStep nextStep() {
    return nextStep;
  }

  /** The answer to the request under way. */
  public MutableHttpResponse<Problem> answer(String detail) {
    return answer(Problem.of(this, detail, null));
  }

  static MutableHttpResponse<Problem> answer(Problem problem) {
    MutableHttpResponse<Problem> response =
        HttpResponse.<Problem>status(HttpStatus.valueOf(problem.status()))
            .body(problem)
            .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
    return switch (problem.status()) {
      case 401 -> response.header("WWW-Authenticate", "Bearer");
      case 503 -> response.header("Retry-After", "1");
      default -> response;
    };
  }
}
