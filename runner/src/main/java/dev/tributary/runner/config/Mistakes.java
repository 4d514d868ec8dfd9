package dev.tributary.runner.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers everything that is wrong, so that it can be told at once. Not thread-safe. */
final class Mistakes {
  private final String file;
  private final List<Mistake> all = new ArrayList<>();

  Mistakes(String file) {
    this.file = file;
  }

  /** The origin that is this line of the file. */
  Origin line(int line) {
    return new Origin.Line(file, line);
  }

  void add(Origin at, String message) {
    Mistake mistake = new Mistake(at, message);
    if (!all.contains(mistake)) {
      all.add(mistake);
    }
  }

  /** Says that a name, or the variable that stands for it, cannot be used, and why. */
  void refuse(Origin at, String name, String reason) {
    String shown = at instanceof Origin.Variable variable ? variable.name() : name;
    add(at, "Cannot use " + shown + ": " + reason);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /**
   * Ends the reading when anything was wrong.
   *
   * @throws ConfigurationException with all of it, by line
   */
  void throwIfAny() {
    if (!all.isEmpty()) {
      throw new ConfigurationException(
          all.stream().sorted(Comparator.comparing(Mistake::at, Origin.ORDER)).toList());
    }
  }
}
