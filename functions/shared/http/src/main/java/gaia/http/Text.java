package gaia.http;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.ElementType.RECORD_COMPONENT;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * One line that people read: counted in code points as PostgreSQL counts, not blank, without
 * control characters.
 */
@Constraint(validatedBy = {})
@Target({FIELD, METHOD, PARAMETER, RECORD_COMPONENT})
@Retention(RUNTIME)
public @interface Text {
  int max();

  String message() default "must be 1 to {max} characters, not blank, without control characters";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
