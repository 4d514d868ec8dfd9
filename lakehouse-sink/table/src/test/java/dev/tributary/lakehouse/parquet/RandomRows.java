package dev.tributary.lakehouse.parquet;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.schema.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Schemas and rows by chance, extremes often. A row is a list with a value for each column:
 * Boolean, Integer (up to int, and dates), Long (bigint, and timestamps in their unit), Float,
 * Double, String, hexadecimal String for binary, BigDecimal, a list for a struct or list, a map, or
 * null.
 */
final class RandomRows {
  private static final int MAX_DEPTH = 3;
  private static final String[] WORDS = {
    "",
    "a",
    "Tributary",
    "äöü ß",
    "日本語のテキスト",
    "😀😃 emoji",
    "\u0000",
    "\uFFFF",
    "x".repeat(40),
    "\uD83D\uDE00".repeat(20)
  };

  private final Random random;

  RandomRows(Random random) {
    this.random = random;
  }

  Schema schema() {
    return new Schema(columns(1 + random.nextInt(6), 0));
  }

  List<List<Object>> rows(Schema schema, int count) {
    List<List<Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(members(schema.columns()));
    }
    return rows;
  }

  private List<Column> columns(int count, int depth) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String[] names = {"c" + i, "C" + i + " Ä", "c." + i, "\"c'" + i};
      columns.add(
          new Column(names[random.nextInt(names.length)], type(depth), random.nextInt(5) > 0, ""));
    }
    return columns;
  }

  private ColumnType type(int depth) {
    int kinds = depth < MAX_DEPTH ? 16 : 13;
    int kind = random.nextInt(kinds);
    if (kind < 10) {
      return ColumnType.Primitive.values()[kind];
    }
    return switch (kind) {
      case 10 -> ColumnType.Timestamp.MICROS;
      case 11 -> ColumnType.Timestamp.NANOS;
      case 12 -> {
        int precision = 1 + random.nextInt(38);
        yield new ColumnType.Decimal(precision, random.nextInt(precision + 1));
      }
      case 13 -> new ColumnType.Struct(columns(1 + random.nextInt(3), depth + 1));
      case 14 -> new ColumnType.ListOf(type(depth + 1));
      default -> new ColumnType.MapOf(type(depth + 1));
    };
  }

  private List<Object> members(List<Column> columns) {
    List<Object> values = new ArrayList<>();
    for (Column column : columns) {
      values.add(column.nullable() && random.nextInt(4) == 0 ? null : value(column.type()));
    }
    return values;
  }

  private Object value(ColumnType type) {
    if (type instanceof ColumnType.Primitive primitive) {
      return primitive(primitive);
    }
    if (type instanceof ColumnType.Timestamp) {
      // what every reader can show as a point in time: years 1678 to 2262 in nanoseconds
      long point = whole(64) / 1_000;
      return type == ColumnType.Timestamp.NANOS ? point * 999 : point;
    }
    if (type instanceof ColumnType.Decimal decimal) {
      return decimal(decimal);
    }
    if (type instanceof ColumnType.Struct struct) {
      return members(struct.fields());
    }
    int size = random.nextInt(4);
    if (type instanceof ColumnType.ListOf list) {
      List<Object> elements = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        elements.add(random.nextInt(4) == 0 ? null : value(list.element()));
      }
      return elements;
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      entries.put(
          text() + i, random.nextInt(4) == 0 ? null : value(((ColumnType.MapOf) type).value()));
    }
    return entries;
  }

  private Object primitive(ColumnType.Primitive type) {
    return switch (type) {
      case BOOLEAN -> random.nextBoolean();
      case TINYINT -> (int) whole(8);
      case SMALLINT -> (int) whole(16);
      case INT -> (int) whole(32);
      case BIGINT -> whole(64);
      case FLOAT -> floating((float) random.nextGaussian());
      case DOUBLE -> floating(random.nextGaussian());
      case STRING -> text();
      case BINARY -> {
        byte[] bytes = new byte[random.nextInt(30)];
        random.nextBytes(bytes);
        yield HexFormat.of().formatHex(bytes);
      }
      case DATE -> random.nextInt(2_000_000) - 1_000_000;
    };
  }

  private long whole(int bits) {
    long max = -1L >>> (65 - bits);
    return switch (random.nextInt(6)) {
      case 0 -> max;
      case 1 -> -max - 1;
      case 2 -> 0;
      case 3 -> random.nextInt(10);
      default -> random.nextLong() >> (64 - bits);
    };
  }

  private float floating(float any) {
    float[] extremes = {
      Float.NaN, -0.0f, 0.0f, Float.MAX_VALUE, Float.MIN_VALUE, Float.NEGATIVE_INFINITY, 1.5f
    };
    int choice = random.nextInt(2 * extremes.length);
    return choice < extremes.length ? extremes[choice] : any;
  }

  private double floating(double any) {
    double[] extremes = {
      Double.NaN, -0.0, 0.0, Double.MAX_VALUE, Double.MIN_VALUE, Double.POSITIVE_INFINITY, 1.5
    };
    int choice = random.nextInt(2 * extremes.length);
    return choice < extremes.length ? extremes[choice] : any;
  }

  private BigDecimal decimal(ColumnType.Decimal type) {
    BigInteger max = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
    BigInteger unscaled =
        switch (random.nextInt(4)) {
          case 0 -> max;
          case 1 -> max.negate();
          default -> new BigInteger(130, random).mod(max).subtract(max.shiftRight(1));
        };
    return new BigDecimal(unscaled, type.scale());
  }

  private String text() {
    return random.nextBoolean()
        ? WORDS[random.nextInt(WORDS.length)]
        : Integer.toString(random.nextInt(), 36);
  }
}
