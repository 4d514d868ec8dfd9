package dev.tributary.lakehouse.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.iceberg.Files;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever rows we write, two readers that know nothing of us read the same. */
class ParquetRoundTripTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void randomRowsOfRandomSchemasComeBackThroughDuckDbAndIceberg(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 8; i++) {
      writesAndReads(random, "seed " + seed + " table " + i);
    }
  }

  private void writesAndReads(Random random, String label) {
    RandomRows source = new RandomRows(random);
    Schema schema = source.schema();
    org.apache.iceberg.Schema table = IcebergSchemas.of(schema);
    Path path = folder.resolve(label + ".parquet");
    List<List<Object>> expected = new ArrayList<>();
    ParquetFile file;
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = Batches.of(allocator, schema, List.of());
        ParquetEncoder encoder =
            ParquetEncoder.create(Files.localOutput(path.toFile()), table, options(random))) {
      int batches = 1 + random.nextInt(5);
      for (int batch = 0; batch < batches; batch++) {
        List<List<Object>> rows = source.rows(schema, random.nextInt(300));
        Batches.fill(root, schema, rows);
        RowSelection selection = selection(random, rows.size());
        encoder.write(root, selection);
        for (int i = 0; i < selection.size(); i++) {
          expected.add(rows.get(selection.row(i)));
        }
      }
      file = encoder.finish();
    }

    assertThat(file.rows()).isEqualTo(expected.size());
    assertThat(file.length()).isEqualTo(path.toFile().length());
    String description = label + ": " + schema;
    assertSameRows(
        IcebergReader.rows(Files.localInput(path.toFile()), table, schema),
        expected,
        "Iceberg, " + description);
    assertSameRows(DuckDbReader.rows(path, schema), expected, "DuckDB, " + description);
  }

  private static void assertSameRows(
      List<List<Object>> rows, List<List<Object>> expected, String description) {
    assertThat(rows).as(description).hasSameSizeAs(expected);
    for (int row = 0; row < rows.size(); row++) {
      assertThat(rows.get(row)).as("row %s of %s", row, description).isEqualTo(expected.get(row));
    }
  }

  private static ParquetOptions options(Random random) {
    ParquetOptions options =
        ParquetOptions.defaults()
            .withCodec(ParquetCodec.values()[random.nextInt(ParquetCodec.values().length)]);
    return random.nextBoolean()
        ? options
        : options
            .withPageBytes(256 << random.nextInt(8))
            .withPageRows(1 + random.nextInt(100))
            .withRowGroupBytes(4_096L << random.nextInt(6));
  }

  private static RowSelection selection(Random random, int rows) {
    if (rows == 0 || random.nextInt(3) == 0) {
      return RowSelection.all(rows);
    }
    int[] chosen = random.ints(random.nextInt(2 * rows), 0, rows).toArray();
    return random.nextBoolean()
        ? RowSelection.of(chosen)
        : RowSelection.of(chosen, chosen.length / 2, chosen.length);
  }
}
