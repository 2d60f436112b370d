package gaia.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends a request before its controller is reached: the request itself is at fault. */
@SuppressWarnings("serial") // never leaves the process
public final class Refusal extends RuntimeException {
  private final ProblemType type;
  private final @Nullable List<FieldError> errors;

  public Refusal(ProblemType type, String detail) {
    this(type, detail, null);
  }

  private Refusal(ProblemType type, String detail, @Nullable List<FieldError> errors) {
    super(detail, null, false, false);
    this.type = type;
    this.errors = errors;
  }

  /** 400: one thing wrong with one field, header or parameter. */
  public static Refusal invalid(String field, String message) {
    return invalid(List.of(new FieldError(field, message)));
  }

  public static Refusal invalid(List<FieldError> errors) {
    FieldError first = errors.getFirst();
    return new Refusal(
        ProblemType.INVALID_REQUEST, first.field() + " " + first.message(), List.copyOf(errors));
  }

  Problem problem() {
    return Problem.of(type, String.valueOf(getMessage()), errors);
  }
}
