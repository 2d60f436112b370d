package gaia.cleanup;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/** How many transactions this database has committed since it began to count. */
@MappedEntity
record Traffic(@Id long commits) {}
