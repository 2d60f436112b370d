package gaia.http;

import io.micronaut.serde.annotation.Serdeable;

/**
 * One thing wrong with a request.
 *
 * @param field the name as it stands on the wire; dots lead into an object
 * @param message lower case, what it must be
 */
@Serdeable
public record FieldError(String field, String message) {}
