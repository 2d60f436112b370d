package gaia.backup;

import gaia.archive.Part;
import gaia.archive.rows.Reading;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A section of the file that is yet to be made.
 *
 * @param table whose rows, keys or index
 * @param text what stands there as it is; before the rows, where there are any
 * @param copy the statement that reads the rows; null where there are none, or only wide ones
 * @param source whose rows
 */
record Stretch(
    Part kind,
    @Nullable String table,
    String text,
    @Nullable String copy,
    @Nullable Source source) {
  static Stretch of(Part kind, String text) {
    return new Stretch(kind, null, text, null, null);
  }

  static Stretch of(Part kind, String table, String text) {
    return new Stretch(kind, table, text, null, null);
  }

  static List<Stretch> of(List<Source> sources) {
    List<Stretch> stretches = new ArrayList<>();
    for (Source source : sources) {
      String copyIn = Reading.copyIn(source.target(), source.columns()) + ";\n";
      for (String copy : source.reads()) {
        stretches.add(new Stretch(Part.ROWS, source.target(), copyIn, copy, source));
      }
      if (source.wide() != null) {
        stretches.add(new Stretch(Part.ROWS, source.target(), copyIn, null, source));
      }
    }
    return stretches;
  }
}
