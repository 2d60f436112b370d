package gaia.http;

import gaia.database.DatabaseProblem;
import gaia.identity.IdentityUnavailable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Whatever was thrown and is not a refusal of ours or of a statement: the log gets the cause, the
 * client what it can do about it.
 */
@Singleton
final class Failures implements ExceptionHandler<Throwable, MutableHttpResponse<Problem>> {
  private static final Logger LOG = Logger.getLogger(Failures.class.getName());

  @Override
  @SuppressWarnings("rawtypes") // the interface says so
  public MutableHttpResponse<Problem> handle(HttpRequest request, Throwable failure) {
    return ProblemType.answer(problem(failure));
  }

  static Problem problem(Throwable failure) {
    if (failure instanceof Refusal refusal) {
      return refusal.problem();
    }
    return switch (DatabaseProblem.of(failure)) {
      case DEACTIVATED ->
          Problem.of(ProblemType.ACCOUNT_DEACTIVATED, "an admin has deactivated it", null);
      case NO_ADMIN -> Problem.of(ProblemType.FORBIDDEN, "only admins may", NextStep.NONE, null);
      default -> told(failure);
    };
  }

  private static Problem told(Throwable failure) {
    ProblemType type = type(failure);
    Level level = type == ProblemType.INTERNAL_ERROR ? Level.SEVERE : Level.WARNING;
    LOG.log(level, Exchange.current().id() + " " + failure, failure);
    return Problem.of(type, detail(type), null);
  }

  private static ProblemType type(Throwable failure) {
    if (failure instanceof IdentityUnavailable) {
      return ProblemType.IDENTITY_UNAVAILABLE;
    }
    return switch (DatabaseProblem.of(failure)) {
      case UNAVAILABLE, MOVED -> ProblemType.DATABASE_UNAVAILABLE;
      case INVALID -> ProblemType.INVALID_REQUEST;
      default -> ProblemType.INTERNAL_ERROR;
    };
  }

  private static String detail(ProblemType type) {
    return switch (type) {
      case IDENTITY_UNAVAILABLE -> "the token can't be checked now; try again in a second";
      case DATABASE_UNAVAILABLE -> "the database did not answer; try again in a second";
      case INVALID_REQUEST -> "a value is outside what the database can keep";
      default -> "the log tells more under this request's id";
    };
  }
}
