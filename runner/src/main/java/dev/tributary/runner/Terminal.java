package dev.tributary.runner;

import java.io.Console;
import java.io.PrintWriter;
import java.util.List;

/**
 * Output that may be a terminal: there a block of lines is rewritten in place, elsewhere lines
 * follow each other. One thread.
 */
final class Terminal {
  private static final String ESCAPE = "\u001b[";

  private final PrintWriter out;
  private final boolean interactive;
  private int block;

  Terminal(PrintWriter out, boolean interactive) {
    this.out = out;
    this.interactive = interactive;
  }

  /** Whether a person looks at the standard output. */
  static boolean isInteractive() {
    Console console = System.console();
    if (console == null || "dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      // from JDK 22 on there is a console even where the output is no terminal
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  boolean interactive() {
    return interactive;
  }

  void println(String line) {
    out.println(line);
    out.flush();
    block = 0;
  }

  /**
   * Shows these lines in place of the block shown before; on a terminal they are cut at its edge.
   */
  void rewrite(List<String> lines) {
    if (interactive) {
      out.print(block > 0 ? ESCAPE + block + "A" + ESCAPE + "J" : "");
      out.print(ESCAPE + "?7l");
    }
    lines.forEach(out::println);
    if (interactive) {
      out.print(ESCAPE + "?7h");
    }
    out.flush();
    block = lines.size();
  }
}
