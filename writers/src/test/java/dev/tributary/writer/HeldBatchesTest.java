package dev.tributary.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.endpoint.RecordBatch;
import dev.tributary.schema.ArrowTypes;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.schema.Schema;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.complex.impl.UnionListWriter;
import org.apache.arrow.vector.complex.impl.UnionMapWriter;
import org.junit.jupiter.api.Test;

final class HeldBatchesTest {
  private static final int ROWS = 100;
  private static final Schema NESTED =
      new Schema(
          java.util.List.of(
              Column.of("text", ColumnType.parse("string")),
              Column.of("flag", ColumnType.parse("boolean")),
              Column.of("money", ColumnType.parse("decimal(20,2)")),
              Column.of("place", ColumnType.parse("struct<name: string, height: bigint>")),
              Column.of("list", ColumnType.parse("list<bigint>")),
              Column.of("map", ColumnType.parse("map<string, bigint>"))));

  @Test
  void aHeldBatchOutlivesItsOwnersClose() {
    try (BufferAllocator allocator = new RootAllocator();
        HeldBatches held = new HeldBatches()) {
      String rows;
      try (RecordBatch batch = nested(allocator)) {
        held.hold(batch);
        rows = batch.vectors().contentToTSVString();
      }
      assertThat(held.batches()).hasSize(1);
      RecordBatch kept = held.batches().get(0);
      assertThat(kept.vectors().contentToTSVString()).isEqualTo(rows).contains("row 98", "null");
      assertThat(kept.rowCount()).isEqualTo(ROWS);
      assertThat(kept.vectors().getSchema()).isEqualTo(ArrowTypes.toArrow(NESTED));
      assertThat(kept.after()).isEqualTo(Batches.at(ROWS));
      assertThat(kept.sourceBytes()).isEqualTo(77);
    }
  }

  @Test
  void holdingLeavesTheBatchReadable() {
    try (BufferAllocator allocator = new RootAllocator();
        HeldBatches held = new HeldBatches();
        RecordBatch batch = nested(allocator)) {
      String before = batch.vectors().contentToTSVString();
      held.hold(batch);
      held.close();
      assertThat(batch.vectors().contentToTSVString()).isEqualTo(before);
    }
  }

  @Test
  void aLargeColumnIsNotCopied() {
    try (BufferAllocator allocator = new RootAllocator();
        HeldBatches held = new HeldBatches();
        RecordBatch batch = Batches.of(allocator, 0, 100_000)) {
      long alone = allocator.getAllocatedMemory();
      held.hold(batch);
      assertThat(allocator.getAllocatedMemory()).isLessThan(alone + alone / 10);
    }
  }

  @Test
  void whenMemoryRunsOutMeanwhileNothingIsLeft() {
    try (BufferAllocator root = new RootAllocator();
        RecordBatch batch = nested(root);
        HeldBatches held = new HeldBatches()) {
      root.setLimit(root.getAllocatedMemory());
      long before = root.getAllocatedMemory();
      assertThatThrownBy(() -> held.hold(batch)).isInstanceOf(OutOfMemoryException.class);
      assertThat(root.getAllocatedMemory()).isEqualTo(before);
      assertThat(held.batches()).isEmpty();
    }
  }

  private static RecordBatch nested(BufferAllocator allocator) {
    VectorSchemaRoot vectors = VectorSchemaRoot.create(ArrowTypes.toArrow(NESTED), allocator);
    vectors.allocateNew();
    UnionListWriter list = ((ListVector) vectors.getVector("list")).getWriter();
    UnionMapWriter map = ((MapVector) vectors.getVector("map")).getWriter();
    for (int row = 0; row < ROWS; row += 2) {
      byte[] text = ("row " + row).getBytes(StandardCharsets.UTF_8);
      ((VarCharVector) vectors.getVector("text")).setSafe(row, text);
      ((BitVector) vectors.getVector("flag")).setSafe(row, row % 4 / 2);
      ((DecimalVector) vectors.getVector("money")).setSafe(row, BigDecimal.valueOf(row, 2));
      StructVector place = (StructVector) vectors.getVector("place");
      place.setIndexDefined(row);
      place.getChild("name", VarCharVector.class).setSafe(row, text);
      place.getChild("height", BigIntVector.class).setSafe(row, row);
      list.setPosition(row);
      list.startList();
      list.bigInt().writeBigInt(row);
      list.bigInt().writeBigInt(-row);
      list.endList();
      map.setPosition(row);
      map.startMap();
      map.startEntry();
      map.key().varChar().writeVarChar("k" + row);
      map.value().bigInt().writeBigInt(row);
      map.endEntry();
      map.endMap();
    }
    vectors.setRowCount(ROWS);
    return new RecordBatch(NESTED, vectors, Batches.at(0), Batches.at(ROWS), 77);
  }
}
