package gaia.database;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import io.micronaut.retry.annotation.Retryable;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * A repository whose statements run once more when they can't have run: the server left before it
 * read them.
 */
@Retryable(attempts = "1", delay = "0ms", predicate = CannotHaveRun.class)
@Target(TYPE)
@Retention(RUNTIME)
public @interface RetryStatement {}
