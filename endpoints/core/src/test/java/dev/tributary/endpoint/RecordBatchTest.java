package dev.tributary.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.tributary.schema.ArrowTypes;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.schema.Schema;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordBatchTest {

  @Test
  void closingABatchGivesItsMemoryBack() {
    Schema schema = Schema.of(Column.of("v", ColumnType.Primitive.INT));
    try (var allocator = new RootAllocator()) {
      VectorSchemaRoot vectors = VectorSchemaRoot.create(ArrowTypes.toArrow(schema), allocator);
      vectors.allocateNew();
      vectors.setRowCount(3);
      RecordBatch batch =
          new RecordBatch(
              schema, vectors, new Position("{\"a\":1}"), new Position("{\"a\":4}"), 99);

      assertThat(batch.rowCount()).isEqualTo(3);
      assertThat(batch.sourceBytes()).isEqualTo(99);
      assertThat(allocator.getAllocatedMemory()).isPositive();
      batch.close();
      assertThat(allocator.getAllocatedMemory()).isZero();
    }
  }

  @Test
  void aPositionIsEqualByItsTextAndPrintsAsIt() {
    assertThat(new Position("{\"a\":1}"))
        .isEqualTo(new Position("{\"a\":1}"))
        .isNotEqualTo(new Position("{\"a\":2}"))
        .hasToString("{\"a\":1}");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "[]", "1"})
  void aPositionIsAnObject(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Position(json))
        .withMessage("Invalid position: expected a JSON object, got " + json);
  }

  @Test
  void aReaderIsOpenedWithEverythingItNeeds() {
    assertThatNullPointerException()
        .isThrownBy(() -> new ReaderContext("r", Optional.empty(), null, InstantSource.system()))
        .withMessage("allocator is null");
  }
}
