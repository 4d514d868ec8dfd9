package dev.tributary.runner.output;

import java.io.PrintWriter;
import java.util.stream.Collectors;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** RFC 4180, with lines that end as on this system; an empty text is quoted, null is not. */
final class CsvPrinter implements RowPrinter {
  private final PrintWriter out;

  CsvPrinter(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begin(Schema schema) {
    out.println(
        schema.getFields().stream()
            .map(Field::getName)
            .map(CsvPrinter::quoted)
            .collect(Collectors.joining(",")));
  }

  @Override
  public void print(VectorSchemaRoot batch) {
    for (int row = 0; row < batch.getRowCount(); row++) {
      int current = row;
      out.println(
          batch.getFieldVectors().stream()
              .map(column -> cell(column, current))
              .collect(Collectors.joining(",")));
    }
    out.flush();
  }

  @Override
  public void end() {
    out.flush();
  }

  private static String cell(FieldVector column, int row) {
    return column.isNull(row) ? "" : quoted(Cells.text(column, row));
  }

  private static String quoted(String text) {
    boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }
}
