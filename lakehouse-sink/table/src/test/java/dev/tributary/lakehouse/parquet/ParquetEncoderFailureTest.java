package dev.tributary.lakehouse.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.schema.Schema;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetEncoderFailureTest {
  private static final Schema SCHEMA =
      Schema.of(
          Column.of("n", ColumnType.Primitive.BIGINT), Column.of("s", ColumnType.Primitive.STRING));
  private static final org.apache.iceberg.Schema TABLE = IcebergSchemas.of(SCHEMA);
  private static final ParquetOptions SMALL_ROW_GROUPS =
      ParquetOptions.defaults().withRowGroupBytes(50_000);

  private final BufferAllocator allocator = new RootAllocator();
  private VectorSchemaRoot batch;

  @BeforeEach
  void makeBatch() {
    Random random = new Random(3);
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      rows.add(List.of(random.nextLong(), "text " + random.nextLong()));
    }
    batch = Batches.of(allocator, SCHEMA, rows);
  }

  @AfterEach
  void nothingLeaks() {
    batch.close();
    allocator.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 4, 1_000, 70_000})
  void aFullDiskIsReportedWithTheFileAndLeavesNoStreamOpen(int capacity) {
    assertReportsAFullDisk(capacity);
  }

  @Test
  void aDiskThatMissesTheLastByteIsReportedToo() {
    assertReportsAFullDisk(length() - 1);
  }

  private void assertReportsAFullDisk(long capacity) {
    BrokenOutput output = new BrokenOutput(capacity);
    try (ParquetEncoder encoder = ParquetEncoder.create(output, TABLE, SMALL_ROW_GROUPS)) {
      assertThatThrownBy(
              () -> {
                encoder.write(batch, RowSelection.all(5_000));
                encoder.finish();
              })
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage("Cannot write file disk:/full.parquet: No space left on device");

      assertThatThrownBy(() -> encoder.write(batch, RowSelection.all(1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("Cannot write file disk:/full.parquet: it is failed");
      assertThatThrownBy(encoder::finish).isInstanceOf(IllegalStateException.class);
    }
    assertThat(output.created()).isEqualTo(1);
    assertThat(output.open()).isZero();
  }

  @Test
  void anErrorOfTheLastCloseIsReported() {
    long length = length();
    BrokenOutput output = new BrokenOutput(length);
    try (ParquetEncoder encoder = ParquetEncoder.create(output, TABLE, SMALL_ROW_GROUPS)) {
      encoder.write(batch, RowSelection.all(5_000));

      assertThatThrownBy(encoder::finish)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage("Cannot write file disk:/full.parquet: Input/output error");
    }
    assertThat(output.open()).isZero();
  }

  private long length() {
    BrokenOutput output = new BrokenOutput(Long.MAX_VALUE);
    try (ParquetEncoder encoder = ParquetEncoder.create(output, TABLE, SMALL_ROW_GROUPS)) {
      encoder.write(batch, RowSelection.all(5_000));
      return encoder.finish().length();
    }
  }

  @Test
  void anAbandonedFileLeavesNoStreamOpen() {
    BrokenOutput output = new BrokenOutput(Long.MAX_VALUE);
    ParquetEncoder encoder = ParquetEncoder.create(output, TABLE, SMALL_ROW_GROUPS);
    encoder.write(batch, RowSelection.all(5_000));
    assertThat(output.open()).isEqualTo(1);

    encoder.close();
    encoder.close();

    assertThat(output.created()).isEqualTo(1);
    assertThat(output.open()).isZero();
    assertThat(encoder.bufferedBytes()).isZero();
    assertThatThrownBy(() -> encoder.write(batch, RowSelection.all(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot write file disk:/full.parquet: it is closed");
  }

  @Test
  void theFileIsCreatedWhenTheFirstRowGroupIsFull() {
    BrokenOutput output = new BrokenOutput(Long.MAX_VALUE);
    try (ParquetEncoder encoder = ParquetEncoder.create(output, TABLE, SMALL_ROW_GROUPS)) {
      encoder.write(batch, RowSelection.all(1_000));
      assertThat(output.created()).isZero();
      assertThat(encoder.bufferedBytes()).isBetween(30_000L, 300_000L);
      assertThat(encoder.rows()).isEqualTo(1_000);

      encoder.write(batch, RowSelection.all(3_000));
      assertThat(output.created()).isEqualTo(1);
    }
    assertThat(output.open()).isZero();
  }

  @Test
  void aFinishedFileTakesNoMoreRowsAndCloseDoesNotTouchIt() {
    BrokenOutput output = new BrokenOutput(Long.MAX_VALUE);
    try (ParquetEncoder encoder = ParquetEncoder.create(output, TABLE, SMALL_ROW_GROUPS)) {
      encoder.write(batch, RowSelection.all(10));
      encoder.finish();
      assertThat(output.open()).isZero();

      assertThatThrownBy(encoder::finish)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("Cannot write file disk:/full.parquet: it is finished");
    }
    assertThat(output.created()).isEqualTo(1);
  }

  @Test
  void afterARowThatCannotBeWrittenOnlyCloseIsAllowed() {
    org.apache.iceberg.Schema strict =
        new org.apache.iceberg.Schema(
            NestedField.optional(1, "s", Types.StringType.get()),
            NestedField.required(2, "n", Types.LongType.get()));
    BrokenOutput output = new BrokenOutput(Long.MAX_VALUE);
    try (VectorSchemaRoot nulls = Batches.of(allocator, SCHEMA, List.of(Arrays.asList(null, "x")));
        ParquetEncoder encoder = ParquetEncoder.create(output, strict, SMALL_ROW_GROUPS)) {
      assertThatThrownBy(() -> encoder.write(nulls, RowSelection.all(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the table requires a value");
      assertThatThrownBy(encoder::finish)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("Cannot write file disk:/full.parquet: it is failed");
    }
    assertThat(output.created()).isZero();
  }
}
