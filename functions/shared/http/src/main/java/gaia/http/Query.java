package gaia.http;

import static java.lang.annotation.ElementType.PARAMETER;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import io.micronaut.core.bind.annotation.Bindable;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * The whole query string, read strictly into a record and validated; an unknown parameter is
 * refused.
 */
@Bindable
@Target(PARAMETER)
@Retention(RUNTIME)
public @interface Query {}
