package gaia.account;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * How somebody stands to a session or campaign that they know of, as far as permissions go.
 *
 * @param grants whether they may give one
 * @param knowsPerson whether the person who would get it has ever signed in
 */
@MappedEntity
record Standing(@Id String id, boolean grants, boolean knowsPerson) {}
