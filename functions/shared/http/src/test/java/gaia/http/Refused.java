package gaia.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gaia.identity.Ids;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a refusal will say to the client. */
final class Refused {
  private Refused() {}

  /** The fields that a 400 names. */
  static List<String> fields(ThrowingCallable call) {
    return errors(call).stream().map(FieldError::field).toList();
  }

  static List<FieldError> errors(ThrowingCallable call) {
    Refusal refusal = catchThrowableOfType(Refusal.class, call);
    assertThat(refusal).describedAs("nothing was refused").isNotNull();
    Problem problem =
        ScopedValue.where(Exchange.CURRENT, new Exchange(Ids.v7(Clock.systemUTC())))
            .call(refusal::problem);
    assertThat(problem.status()).isEqualTo(400);
    return Objects.requireNonNull(problem.errors());
  }
}
