package dev.tributary.runner.config;

import java.util.Comparator;

/** Where a value comes from; prints as people look for it. */
public sealed interface Origin {

  /** Lines in order, then the environment by name, then defaults. */
  Comparator<Origin> ORDER = Comparator.comparingInt(Origin::rank).thenComparing(Object::toString);

  private static int rank(Origin origin) {
    if (origin instanceof Line line) {
      return line.line();
    }
    return origin instanceof Variable ? Integer.MAX_VALUE - 1 : Integer.MAX_VALUE;
  }

  /**
   * A line of the configuration file.
   *
   * @param file its name as given
   * @param line from 1
   */
  record Line(String file, int line) implements Origin {
    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  /** A variable of the environment. */
  record Variable(String name) implements Origin {
    @Override
    public String toString() {
      return "environment " + name;
    }
  }

  /** The default of the setting. */
  record Default() implements Origin {
    @Override
    public String toString() {
      return "default";
    }
  }
}
