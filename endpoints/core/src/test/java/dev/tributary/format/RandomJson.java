package dev.tributary.format;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.schema.ColumnType.Primitive;
import dev.tributary.schema.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Random schemas, and random messages that fit them. */
final class RandomJson {
  private static final String[] NAMES = {
    "a", "b", "name with space", "ключ", "日本", "q\"uote", "back\\slash", "tab\t", "😀", "x.y", "A"
  };
  private static final Primitive[] DETECTABLE = {
    Primitive.BOOLEAN, Primitive.BIGINT, Primitive.DOUBLE, Primitive.STRING
  };

  private final Random random;

  RandomJson(long seed) {
    random = new Random(seed);
  }

  /** Columns of any types. */
  Schema schema() {
    return new Schema(columns(3, false));
  }

  /** Columns of the types that can be detected. */
  Schema detectableSchema() {
    return new Schema(columns(3, true));
  }

  /** A message for these columns, with fields missing and in any order. */
  String message(Schema schema) {
    return object(schema.columns());
  }

  private List<Column> columns(int depth, boolean detectable) {
    List<String> names = new ArrayList<>(List.of(NAMES));
    Collections.shuffle(names, random);
    List<Column> columns = new ArrayList<>();
    for (String name : names.subList(0, 1 + random.nextInt(6))) {
      boolean nullable = detectable || random.nextInt(5) > 0;
      columns.add(new Column(name, type(depth, detectable), nullable, ""));
    }
    return columns;
  }

  private ColumnType type(int depth, boolean detectable) {
    int kind = random.nextInt(depth > 0 ? 12 : 8);
    if (kind < 8) {
      return detectable ? DETECTABLE[random.nextInt(DETECTABLE.length)] : scalar();
    }
    if (kind < 10) {
      return new ColumnType.Struct(columns(depth - 1, detectable));
    }
    ColumnType inner = type(depth - 1, detectable);
    return kind == 10 || detectable ? new ColumnType.ListOf(inner) : new ColumnType.MapOf(inner);
  }

  private ColumnType scalar() {
    int kind = random.nextInt(Primitive.values().length + 4);
    if (kind < Primitive.values().length) {
      return Primitive.values()[kind];
    }
    if (kind < Primitive.values().length + 2) {
      int precision = 1 + random.nextInt(38);
      return new ColumnType.Decimal(precision, random.nextInt(precision + 1));
    }
    return random.nextBoolean() ? ColumnType.Timestamp.MICROS : ColumnType.Timestamp.NANOS;
  }

  private String object(List<Column> columns) {
    List<Column> order = new ArrayList<>(columns);
    if (random.nextInt(3) == 0) {
      Collections.shuffle(order, random);
    }
    List<String> fields = new ArrayList<>();
    for (Column column : order) {
      if (!column.nullable() || random.nextInt(5) > 0) {
        boolean isNull = column.nullable() && random.nextInt(6) == 0;
        fields.add(text(column.name()) + space() + ":" + (isNull ? "null" : value(column.type())));
      }
      if (random.nextInt(12) == 0 && !fields.isEmpty()) {
        // The same field twice, so that the first one must leave nothing behind.
        boolean isNull = column.nullable() && random.nextInt(4) == 0;
        fields.add(text(column.name()) + ":" + (isNull ? "null" : value(column.type())));
      }
    }
    return "{" + space() + String.join(space() + ",", fields) + "}" + space();
  }

  private String value(ColumnType type) {
    return space() + literal(type) + space();
  }

  private String literal(ColumnType type) {
    if (type instanceof Primitive primitive) {
      return switch (primitive) {
        case BOOLEAN -> Boolean.toString(random.nextBoolean());
        case TINYINT -> Integer.toString((byte) random.nextInt());
        case SMALLINT -> Integer.toString((short) random.nextInt());
        case INT -> Integer.toString(random.nextInt());
        case BIGINT -> Long.toString(random.nextLong() >> random.nextInt(64));
        case FLOAT -> Float.toString((float) random.nextGaussian() * (1 << random.nextInt(20)));
        case DOUBLE -> floating();
        case STRING -> text(string());
        case BINARY -> '"' + Base64.getEncoder().encodeToString(bytes()) + '"';
        case DATE ->
            '"' + LocalDate.ofEpochDay(random.nextInt(-700_000, 2_900_000)).toString() + '"';
      };
    }
    if (type instanceof ColumnType.Decimal decimal) {
      BigInteger digits = new BigInteger(1 + random.nextInt(127), random);
      BigInteger limit = BigInteger.TEN.pow(decimal.precision());
      BigDecimal value = new BigDecimal(digits.mod(limit), decimal.scale());
      return (random.nextBoolean() ? value : value.negate()).toString();
    }
    if (type instanceof ColumnType.Timestamp timestamp) {
      int nanos = random.nextInt(1_000_000_000);
      nanos -= timestamp == ColumnType.Timestamp.MICROS ? nanos % 1000 : 0;
      return '"' + Instant.ofEpochSecond(random.nextInt() * 2L, nanos).toString() + '"';
    }
    if (type instanceof ColumnType.Struct struct) {
      return object(struct.fields());
    }
    List<String> elements = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      if (type instanceof ColumnType.ListOf list) {
        elements.add(random.nextInt(6) == 0 ? "null" : value(list.element()));
      } else {
        ColumnType element = ((ColumnType.MapOf) type).value();
        elements.add(text(string()) + ":" + (random.nextInt(6) == 0 ? "null" : value(element)));
      }
    }
    return type instanceof ColumnType.ListOf
        ? "[" + space() + String.join(",", elements) + "]"
        : "{" + String.join(space() + ",", elements) + space() + "}";
  }

  private String floating() {
    return switch (random.nextInt(4)) {
      case 0 -> Double.toString(random.nextGaussian());
      case 1 ->
          Double.toString(Double.longBitsToDouble(random.nextLong()))
              .replaceAll("^-?[NI].*", "0.5");
      case 2 -> random.nextInt(1000) + "." + random.nextInt(1000) + "e-" + random.nextInt(30);
      default -> Integer.toString(random.nextInt()) + ".25";
    };
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    return bytes;
  }

  private String string() {
    StringBuilder string = new StringBuilder();
    for (int i = random.nextInt(random.nextInt(30) == 0 ? 3000 : 8); i > 0; i--) {
      int codePoint =
          switch (random.nextInt(5)) {
            case 0 -> random.nextInt(0x800);
            case 1 -> random.nextInt(0xE000, 0x10000);
            case 2 -> random.nextInt(0x10000, 0x110000);
            default -> random.nextInt(' ', 0x7F);
          };
      string.appendCodePoint(codePoint);
    }
    return string.toString();
  }

  /** A JSON string, with characters escaped that need not be. */
  private String text(String string) {
    StringBuilder text = new StringBuilder("\"");
    for (char c : string.toCharArray()) {
      boolean inPair = Character.isSurrogate(c);
      if (c < ' ' || c == '"' || c == '\\' || !inPair && random.nextInt(10) == 0) {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }

  private String space() {
    return random.nextInt(6) == 0 ? " \t\n\r".substring(random.nextInt(4)) : "";
  }
}
