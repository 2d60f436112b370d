package gaia.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A problem body (RFC 9457). */
@Serdeable
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    @JsonProperty("next_step") NextStep nextStep,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<FieldError> errors) {

  static Problem of(ProblemType type, String detail, @Nullable List<FieldError> errors) {
    return of(type, detail, type.nextStep(), errors);
  }

  static Problem of(
      ProblemType type, String detail, NextStep nextStep, @Nullable List<FieldError> errors) {
    Exchange exchange = Exchange.current();
    exchange.outcome(type.word());
    return new Problem(
        type.urn(),
        type.title(),
        type.status(),
        detail,
        "urn:gaia:request:" + exchange.id(),
        nextStep,
        errors);
  }
}
