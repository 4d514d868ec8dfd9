package dev.tributary.runner.output;

import java.io.IOException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Prints one result as it comes. Call order: {@link #begin}, {@link #print} for each batch, {@link
 * #end}. Not thread-safe; does not close its output.
 */
public interface RowPrinter {

  void begin(Schema schema) throws IOException;

  /** Prints all rows of the batch; keeps nothing of its memory. */
  void print(VectorSchemaRoot batch) throws IOException;

  void end() throws IOException;
}
