package gaia.restore;

import gaia.archive.Manifest.Section;
import gaia.archive.rows.Verification.Piece;
import java.util.List;
import java.util.Locale;

/** What one connection does of a restore, in the order in which the first of what can be is. */
sealed interface Task {
  /** How soon. */
  int rank();

  /** {@code rows}. */
  default String word() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** What waits for the keys of a table is most, and nobody may read it meanwhile. */
  record Keys(String table, List<Section> sections) implements Task {
    @Override
    public int rank() {
      return 0;
    }
  }

  record Rows(Section section) implements Task {
    @Override
    public int rank() {
      return 1;
    }
  }

  record Index(Section section) implements Task {
    @Override
    public int rank() {
      return 2;
    }
  }

  /** All that needs more than one table. */
  record Finish() implements Task {
    @Override
    public int rank() {
      return 3;
    }
  }

  /** Reading back is in small pieces, so that at the end all have something to do. */
  record Check(Piece piece) implements Task {
    @Override
    public int rank() {
      return 4;
    }
  }
}
