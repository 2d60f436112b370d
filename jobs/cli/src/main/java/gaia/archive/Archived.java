package gaia.archive;

import org.jspecify.annotations.Nullable;

/**
 * A backup in a store.
 *
 * @param drill null where none was made
 */
public record Archived(Manifest manifest, @Nullable Drill drill) {
  public boolean isDrilled() {
    return drill != null && drill.passed();
  }
}
