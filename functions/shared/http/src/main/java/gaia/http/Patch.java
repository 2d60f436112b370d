package gaia.http;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * A record of changes: an absent field keeps, null empties an object and is refused for what can't
 * be empty.
 */
@Target(TYPE)
@Retention(RUNTIME)
public @interface Patch {}
