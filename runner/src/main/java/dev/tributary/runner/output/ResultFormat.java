package dev.tributary.runner.output;

import java.io.PrintWriter;

/** How rows are printed. */
public enum ResultFormat {
  /** Columns with aligned edges, for people. */
  TABLE,
  /** RFC 4180 with a header line; null is an empty field. */
  CSV,
  /** An array with one object a line. */
  JSON;

  /** A printer of one result. */
  public RowPrinter printer(PrintWriter out) {
    return switch (this) {
      case TABLE -> new TablePrinter(out);
      case CSV -> new CsvPrinter(out);
      case JSON -> new JsonPrinter(out);
    };
  }

  /** As written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
