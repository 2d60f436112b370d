package gaia.cleanup;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/** Yes or no. */
@MappedEntity
record Answer(@Id boolean yes) {}
