package dev.tributary.lakehouse.parquet;

import dev.tributary.schema.Schema;
import java.io.File;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.iceberg.Files;

/** Writes random rows into the file named by the first argument; run in a JVM of its own. */
final class WithoutHadoop {
  static final long SEED = 77;
  static final int ROWS = 2_000;

  private WithoutHadoop() {}

  public static void main(String[] arguments) {
    requireNoHadoop();
    RandomRows source = new RandomRows(new Random(SEED));
    Schema schema = source.schema();
    List<List<Object>> rows = source.rows(schema, ROWS);
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = Batches.of(allocator, schema, rows);
        ParquetEncoder encoder =
            ParquetEncoder.create(
                Files.localOutput(new File(arguments[0])),
                IcebergSchemas.of(schema),
                ParquetOptions.defaults().withRowGroupBytes(10_000))) {
      encoder.write(root, RowSelection.all(ROWS));
      ParquetFile file = encoder.finish();
      ParquetFooterCheck.verify(Files.localInput(arguments[0]), file.length());
      System.out.println("wrote " + file.rows() + " rows");
    }
  }

  private static void requireNoHadoop() {
    try {
      Class.forName("org.apache.hadoop.conf.Configuration");
    } catch (ClassNotFoundException expected) {
      return;
    }
    throw new IllegalStateException("Hadoop is on the class path");
  }
}
