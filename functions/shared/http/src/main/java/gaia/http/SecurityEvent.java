package gaia.http;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

/** Only names the entity that the repository writes; nobody reads events here. */
@MappedEntity
record SecurityEvent(@Id UUID eventId) {}
