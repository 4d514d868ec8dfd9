package dev.tributary.runner.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/** An array with one object a line. */
final class JsonPrinter implements RowPrinter {
  private final JsonFactory factory = new JsonFactory();
  private final PrintWriter out;
  private boolean first = true;

  JsonPrinter(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begin(Schema schema) {
    out.print("[");
  }

  @Override
  public void print(VectorSchemaRoot batch) throws IOException {
    for (int row = 0; row < batch.getRowCount(); row++) {
      out.println(first ? "" : ",");
      first = false;
      out.print(object(batch, row));
    }
    out.flush();
  }

  @Override
  public void end() {
    out.println();
    out.println("]");
    out.flush();
  }

  private String object(VectorSchemaRoot batch, int row) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = factory.createGenerator(text)) {
      json.writeStartObject();
      for (FieldVector column : batch.getFieldVectors()) {
        json.writeFieldName(column.getName());
        Cells.write(column, row, json);
      }
      json.writeEndObject();
    }
    return text.toString();
  }
}
