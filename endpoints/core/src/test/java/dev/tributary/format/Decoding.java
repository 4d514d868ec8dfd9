package dev.tributary.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.ArrowTypes;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.util.ValueVectorUtility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives each test an allocator of its own, and fails the test that leaves memory behind. */
final class Decoding implements BeforeEachCallback, AfterEachCallback {
  private RootAllocator root;
  private BufferAllocator allocator;

  @Override
  public void beforeEach(ExtensionContext context) {
    root = new RootAllocator();
    allocator = root.newChildAllocator("test", 0, Long.MAX_VALUE);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    assertThat(allocator.getAllocatedMemory()).as("bytes left behind").isZero();
    allocator.close();
    root.close();
  }

  BufferAllocator allocator() {
    return allocator;
  }

  Decoder decoder(JsonFormat format) {
    return new Decoder(format.newDecoder(allocator));
  }

  /** Decodes by a new decoder. */
  Result decode(JsonFormat format, String... messages) {
    return decoder(format).decode(messages);
  }

  /** Decodes {@code {"v": literal}} into a column {@code v} of that type. */
  Result decodeValue(String type, String literal) {
    return decode(column(type), "{\"v\":" + literal + "}");
  }

  /** A column {@code v} of that type, unknown fields refused. */
  static JsonFormat column(String type) {
    return JsonFormat.of(Schema.of(Column.of("v", ColumnType.parse(type))))
        .withUnknownFields(UnknownFields.FAIL);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Elements of rows that were taken back must not stay in the vectors below. */
  private static void assertNothingBehindTheLastRow(FieldVector vector) {
    int rows = vector.getValueCount();
    if (vector instanceof ListVector list) {
      FieldVector elements = list.getDataVector();
      assertThat(elements.getValueCount())
          .isEqualTo(rows == 0 ? 0 : list.getElementEndIndex(rows - 1));
      assertNothingBehindTheLastRow(elements);
    } else if (vector instanceof StructVector struct) {
      for (FieldVector field : struct.getChildrenFromFields()) {
        assertThat(field.getValueCount()).isEqualTo(rows);
        assertNothingBehindTheLastRow(field);
      }
    }
  }

  /** A decoder whose results are copied out of their vectors. */
  record Decoder(MessageDecoder decoder) {
    Result decode(String... messages) {
      return decode(Arrays.stream(messages).map(m -> m == null ? null : utf8(m)).toList());
    }

    Result decode(List<byte[]> messages) {
      DecodedMessages decoded = decoder.decode(messages);
      try (var vectors = decoded.vectors()) {
        // Arrow 18.3 takes every map, and every decimal of full precision, for invalid.
        if (!decoded.schema().toString().matches(".*(decimal|map<).*")) {
          ValueVectorUtility.validateFull(vectors);
        }
        vectors.getFieldVectors().forEach(Decoding::assertNothingBehindTheLastRow);
        assertThat(vectors.getSchema()).isEqualTo(ArrowTypes.toArrow(decoded.schema()));
        decoded
            .badMessage()
            .ifPresentOrElse(
                bad -> assertThat(bad.index()).isEqualTo(vectors.getRowCount()),
                () -> assertThat(vectors.getRowCount()).isEqualTo(messages.size()));
        return new Result(decoded.schema(), VectorValues.rows(vectors), decoded.badMessage());
      }
    }
  }

  record Result(
      Schema schema, List<Map<String, Object>> rows, Optional<DecodedMessages.BadMessage> bad) {

    /** Value of a column of the only row. */
    Object value(String column) {
      assertThat(bad).isEmpty();
      assertThat(rows).hasSize(1);
      return rows.get(0).get(column);
    }

    /** All values of a column. */
    List<Object> values(String column) {
      return rows.stream().map(row -> row.get(column)).toList();
    }

    /** The schema in the text of types. */
    String types() {
      String struct = new ColumnType.Struct(schema.columns()).toString();
      return struct.substring("struct<".length(), struct.length() - 1);
    }

    Result assertBad(int index, String field, String reason) {
      assertThat(bad).contains(new DecodedMessages.BadMessage(index, field, reason));
      assertThat(rows).hasSize(index);
      return this;
    }

    Result assertGood() {
      assertThat(bad).isEmpty();
      return this;
    }
  }
}
