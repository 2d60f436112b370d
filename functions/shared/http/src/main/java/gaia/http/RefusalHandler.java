package gaia.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

@Singleton
final class RefusalHandler implements ExceptionHandler<Refusal, MutableHttpResponse<Problem>> {
  @Override
  @SuppressWarnings("rawtypes") // the interface says so
  public MutableHttpResponse<Problem> handle(HttpRequest request, Refusal refusal) {
    return ProblemType.answer(refusal.problem());
  }
}
