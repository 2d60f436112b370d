package gaia.restore;

import static java.util.stream.Collectors.groupingBy;

import gaia.archive.Manifest;
import gaia.archive.Manifest.Section;
import gaia.archive.Manifest.Table;
import gaia.archive.Part;
import gaia.archive.rows.ObjectSlices;
import gaia.archive.rows.Verification.Piece;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a restore. Each table goes its own way: its rows, its keys, then its indexes
 * while it is read back; when all have their indexes, what needs several of them.
 */
final class Schedule {
  private final PriorityQueue<Task> ready =
      new PriorityQueue<>(Comparator.comparingInt(Task::rank));
  private final Map<String, Integer> rows = new HashMap<>();
  private final Map<String, List<Section>> keys;
  private final Map<String, List<Section>> indexes;
  private int unfinished;
  private int running;
  private int absent;
  private boolean stopped;

  Schedule(Manifest manifest) {
    keys = byTable(manifest, Part.KEYS);
    indexes = byTable(manifest, Part.INDEX);
    byTable(manifest, Part.ROWS).forEach(this::begin);
    unfinished = manifest.tables().size() + indexes.values().stream().mapToInt(List::size).sum();
    manifest.tables().stream()
        .map(Table::name)
        .filter(t -> !rows.containsKey(t))
        .forEach(this::key);
    finishWhenMade();
  }

  private static Map<String, List<Section>> byTable(Manifest manifest, Part part) {
    return manifest.sections().stream()
        .filter(section -> section.kind() == part)
        .collect(groupingBy(section -> String.valueOf(section.table())));
  }

  private void begin(String table, List<Section> sections) {
    rows.put(table, sections.size());
    sections.forEach(section -> ready.add(new Task.Rows(section)));
  }

  private void key(String table) {
    ready.add(new Task.Keys(table, keys.getOrDefault(table, List.of())));
  }

  private void finishWhenMade() {
    if (unfinished == 0) {
      ready.add(new Task.Finish());
    }
  }

  /** So many will join. */
  synchronized void expect(int workers) {
    absent = workers;
  }

  /** One more is connected. */
  synchronized void join() {
    absent--;
    notifyAll();
  }

  /** Waits for one that can be done now; null when nothing more will be. */
  synchronized @Nullable Task take() throws InterruptedException {
    while (!stopped && mustWait()) {
      wait();
    }
    if (stopped || ready.isEmpty()) {
      return null;
    }
    running++;
    return ready.poll();
  }

  /** After the last step only those may connect who might before, so it waits for all to join. */
  private boolean mustWait() {
    return ready.isEmpty() ? running > 0 : absent > 0 && ready.peek() instanceof Task.Finish;
  }

  /** What waited for it can be done then. */
  synchronized void done(Task task) {
    running--;
    switch (task) {
      case Task.Rows copied -> {
        String table = String.valueOf(copied.section().table());
        if (rows.merge(table, -1, Integer::sum) == 0) {
          key(table);
        }
      }
      case Task.Keys keyed -> {
        indexes.getOrDefault(keyed.table(), List.of()).forEach(s -> ready.add(new Task.Index(s)));
        made();
      }
      case Task.Index indexed -> made();
      case Task.Finish finished -> {}
      case Task.Check checked -> {
        if (isOfOthersLater(checked.piece())) {
          made();
        }
      }
    }
    notifyAll();
  }

  private void made() {
    unfinished--;
    finishWhenMade();
  }

  /** These can be read back. */
  synchronized void check(Collection<Piece> pieces) {
    for (Piece piece : pieces) {
      ready.add(new Task.Check(piece));
      unfinished += isOfOthersLater(piece) ? 1 : 0;
    }
    notifyAll();
  }

  /** Large objects are given away in the end, and then read by their owners alone. */
  private static boolean isOfOthersLater(Piece piece) {
    return piece.table().name().equals(ObjectSlices.TABLE);
  }

  /** Nobody takes any more. */
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }
}
