package gaia.http;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns whatever the framework itself refuses (no route, a wrong method, an unreadable path
 * variable) into a problem.
 */
@Singleton
@Replaces(ErrorResponseProcessor.class)
final class Problems implements ErrorResponseProcessor<Problem> {
  @Override
  public MutableHttpResponse<Problem> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    ProblemType type = type(response.code());
    Problem problem = Problem.of(type, detail(type, context), errors(type, context));
    return response
        .status(type.status())
        .body(problem)
        .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
  }

  private static ProblemType type(int status) {
    return switch (status) {
      case 401 -> ProblemType.UNAUTHENTICATED;
      case 403 -> ProblemType.FORBIDDEN;
      case 404 -> ProblemType.NOT_FOUND;
      case 405 -> ProblemType.METHOD_NOT_ALLOWED;
      case 406 -> ProblemType.NOT_ACCEPTABLE;
      case 413 -> ProblemType.BODY_TOO_LARGE;
      case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
      default -> status < 500 ? ProblemType.INVALID_REQUEST : ProblemType.INTERNAL_ERROR;
    };
  }

  /**
   * The framework's own words only where they are about the request; a failure of ours stays in the
   * log.
   */
  private static String detail(ProblemType type, ErrorContext context) {
    return switch (type) {
      case NOT_FOUND -> "there is no such address";
      case METHOD_NOT_ALLOWED ->
          "this address does not take " + context.getRequest().getMethodName();
      case NOT_ACCEPTABLE -> "send Accept: application/json, or no Accept header";
      case UNSUPPORTED_MEDIA_TYPE -> "send the body with Content-Type: application/json";
      case INVALID_REQUEST ->
          context.getErrors().stream().findFirst().map(Error::getMessage).orElse(type.title());
      default -> type.title();
    };
  }

  private static @Nullable List<FieldError> errors(ProblemType type, ErrorContext context) {
    return type != ProblemType.INVALID_REQUEST
        ? null
        : context.getErrors().stream()
            .map(error -> new FieldError(error.getPath().orElse("request"), error.getMessage()))
            .toList();
  }
}
