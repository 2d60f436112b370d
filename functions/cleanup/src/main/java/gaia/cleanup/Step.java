package gaia.cleanup;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * What one statement came to.
 *
 * @param rows null: somebody was in the way, or it took too long, and nothing was done
 * @param upto where to go on, in the database's own words
 * @param whole nothing is left to look at
 * @param passed another held some of the rows, and they were left
 */
@MappedEntity
record Step(@Id @Nullable Long rows, @Nullable String upto, boolean whole, boolean passed) {}
