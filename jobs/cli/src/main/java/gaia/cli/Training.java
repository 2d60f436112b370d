package gaia.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * What the AOT cache of jobs/gaia is made from: several commands in one process, one after another.
 */
public final class Training {
  private static final String NEXT = "--then";

  private Training() {}

  public static void main(String[] words) {
    int worst = 0;
    for (List<String> command : commands(words)) {
      worst = Math.max(worst, Gaia.run(command.toArray(String[]::new)));
    }
    System.exit(worst);
  }

  private static List<List<String>> commands(String[] words) {
    List<List<String>> all = new ArrayList<>();
    all.add(new ArrayList<>());
    for (String word : words) {
      if (word.equals(NEXT)) {
        all.add(new ArrayList<>());
      } else {
        all.getLast().add(word);
      }
    }
    return all;
  }
}
