package gaia.session;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

/** A membership as it stood, locked, when somebody wanted it to end. */
@MappedEntity
record Departure(@Id UUID userId, String role, String status) {}
