package dev.tributary.runner.output;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Columns with aligned edges. Widths are those of the first batch, so that a result of any size
 * streams through; wider cells of later batches stick out, and very wide ones are cut.
 */
final class TablePrinter implements RowPrinter {
  private static final int WIDEST = 60;

  private final PrintWriter out;
  private Schema schema;
  private int[] widths;
  private long rows;

  TablePrinter(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begin(Schema resultSchema) {
    this.schema = resultSchema;
  }

  @Override
  public void print(VectorSchemaRoot batch) {
    List<List<String>> lines = new ArrayList<>();
    for (int row = 0; row < batch.getRowCount(); row++) {
      List<String> line = new ArrayList<>();
      for (FieldVector column : batch.getFieldVectors()) {
        line.add(column.isNull(row) ? "" : oneLine(Cells.text(column, row)));
      }
      lines.add(line);
    }
    header(lines);
    lines.forEach(this::line);
    rows += lines.size();
    out.flush();
  }

  @Override
  public void end() {
    header(List.of());
    out.println("(" + rows + (rows == 1 ? " row)" : " rows)"));
    out.flush();
  }

  private void header(List<List<String>> lines) {
    if (widths != null) {
      return;
    }
    List<String> names = schema.getFields().stream().map(Field::getName).toList();
    widths = new int[names.size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      int widest = lines.stream().mapToInt(cells -> cells.get(column).length()).max().orElse(0);
      widths[i] = Math.min(WIDEST, Math.max(widest, names.get(i).length()));
    }
    line(names);
    List<String> rules = new ArrayList<>();
    for (int width : widths) {
      rules.add("-".repeat(width));
    }
    line(rules);
  }

  private void line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cut(cells.get(i));
      String space = " ".repeat(Math.max(0, widths[i] - cell.length()));
      boolean right = Cells.isNumber(schema.getFields().get(i).getType());
      line.append(i == 0 ? "" : "  ").append(right ? space + cell : cell + space);
    }
    out.println(line.toString().stripTrailing());
  }

  private static String cut(String text) {
    return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 3) + "...";
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
