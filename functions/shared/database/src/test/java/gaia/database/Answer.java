package gaia.database;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/** One text, from whatever was asked. */
@MappedEntity
record Answer(@Id String text) {}
