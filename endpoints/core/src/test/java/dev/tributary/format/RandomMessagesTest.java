package dev.tributary.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.schema.ColumnType.Primitive;
import dev.tributary.schema.Schema;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Random schemas and messages, compared with what Jackson's tree model makes of them. */
class RandomMessagesTest {
  private static final int SEEDS = 150;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  @RegisterExtension final Decoding decoding = new Decoding();

  @Test
  void declaredColumnsHoldTheValuesOfTheMessages() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      RandomJson json = new RandomJson(seed);
      Schema schema = json.schema();
      List<String> messages = messages(json, schema, 1 + seed % 40);

      var decoded = decoding.decode(declared(schema), messages.toArray(String[]::new));

      assertThat(decoded.assertGood().schema()).isEqualTo(schema);
      for (int i = 0; i < messages.size(); i++) {
        assertThat(decoded.rows().get(i))
            .as("seed %d, message %s", seed, messages.get(i))
            .isEqualTo(expected(schema.columns(), MAPPER.readTree(messages.get(i))));
      }
    }
  }

  @Test
  void detectedColumnsHoldTheValuesOfTheMessages() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      RandomJson json = new RandomJson(seed);
      Random random = new Random(seed);
      Schema schema = json.detectableSchema();
      List<String> messages = messages(json, schema, 30);
      var decoder = decoding.decoder(JsonFormat.detected());

      Schema previous = Schema.empty();
      for (int from = 0; from < messages.size(); ) {
        int to = Math.min(messages.size(), from + 1 + random.nextInt(12));
        List<String> call = messages.subList(from, to);
        var decoded = decoder.decode(call.toArray(String[]::new)).assertGood();
        for (int i = 0; i < call.size(); i++) {
          ReferenceComparison.assertSame(
              decoded.rows().get(i), MAPPER.readTree(messages.get(from + i)));
        }
        assertThat(names(decoded.schema()).subList(0, previous.columns().size()))
            .isEqualTo(names(previous));
        previous = decoded.schema();
        from = to;
      }
    }
  }

  @Test
  void aDamagedMessageLeavesTheRowsInFrontOfItAsTheyWere() {
    int bad = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      RandomJson json = new RandomJson(seed);
      Random random = new Random(seed);
      Schema schema = json.schema();
      JsonFormat format = declared(schema);
      List<String> messages = messages(json, schema, 12);
      List<byte[]> damaged = new ArrayList<>(messages.stream().map(Decoding::utf8).toList());
      for (int i = random.nextInt(4); i < damaged.size(); i += 1 + random.nextInt(9)) {
        damaged.set(i, damage(damaged.get(i), random));
      }

      var intact = decoding.decode(format, messages.toArray(String[]::new)).assertGood();
      var decoded = decoding.decoder(format).decode(damaged);

      for (int i = 0; i < decoded.rows().size(); i++) {
        boolean same = Arrays.equals(damaged.get(i), Decoding.utf8(messages.get(i)));
        assertThat(decoded.rows().get(i))
            .as("seed %d, row %d", seed, i)
            .isEqualTo(same ? intact.rows().get(i) : alone(format, damaged.get(i)).rows().get(0));
        if (!same) {
          assertThat(isJson(damaged.get(i))).isTrue();
        }
      }
      if (decoded.bad().isPresent()) {
        bad++;
        int index = decoded.bad().get().index();
        assertThat(alone(format, damaged.get(index)).bad().orElseThrow())
            .isEqualTo(
                new DecodedMessages.BadMessage(
                    0, decoded.bad().get().field(), decoded.bad().get().reason()));
      }
    }
    assertThat(bad).isGreaterThan(SEEDS / 2);
  }

  @Test
  void aDamagedMessageLeavesNoTraceInDetectedColumns() {
    int bad = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      RandomJson json = new RandomJson(seed);
      Random random = new Random(seed);
      List<String> messages = messages(json, json.detectableSchema(), 12);
      List<byte[]> damaged = new ArrayList<>(messages.stream().map(Decoding::utf8).toList());
      int at = random.nextInt(damaged.size());
      damaged.set(at, damage(damaged.get(at), random));

      var decoder = decoding.decoder(JsonFormat.detected());
      var decoded = decoder.decode(damaged);

      if (decoded.bad().isPresent()) {
        bad++;
        int index = decoded.bad().get().index();
        // A message may also be the first that does not go with a damaged one that went through.
        assertThat(index).isGreaterThanOrEqualTo(at);
        var without = decoding.decoder(JsonFormat.detected()).decode(damaged.subList(0, index));
        assertThat(decoded.schema()).isEqualTo(without.assertGood().schema());
        assertThat(decoded.rows()).isEqualTo(without.rows());
        assertThat(decoder.decode("{}").schema()).isEqualTo(without.schema());
      }
    }
    assertThat(bad).isGreaterThan(SEEDS / 2);
  }

  private Decoding.Result alone(JsonFormat format, byte[] message) {
    return decoding.decoder(format).decode(List.of(message));
  }

  private static boolean isJson(byte[] message) {
    try {
      return MAPPER.readTree(message).isObject();
    } catch (IOException e) {
      return false;
    }
  }

  private static byte[] damage(byte[] message, Random random) {
    int at = random.nextInt(message.length);
    byte[] damaged = message.clone();
    switch (random.nextInt(4)) {
      case 0 -> damaged[at] = (byte) random.nextInt();
      case 1 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> damaged = Arrays.copyOf(message, at);
      default -> System.arraycopy(message, at, damaged, at / 2, message.length - at);
    }
    return damaged;
  }

  private static List<String> messages(RandomJson json, Schema schema, int count) {
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(json.message(schema));
    }
    return messages;
  }

  private static JsonFormat declared(Schema schema) {
    return JsonFormat.of(schema).withUnknownFields(UnknownFields.FAIL);
  }

  private static List<String> names(Schema schema) {
    return schema.columns().stream().map(Column::name).toList();
  }

  private static Map<String, Object> expected(List<Column> columns, JsonNode object) {
    Map<String, Object> expected = new LinkedHashMap<>();
    columns.forEach(
        column -> expected.put(column.name(), expected(column.type(), object.get(column.name()))));
    return expected;
  }

  private static Object expected(ColumnType type, JsonNode value) {
    if (value == null || value.isNull()) {
      return null;
    }
    if (type instanceof Primitive primitive) {
      return switch (primitive) {
        case BOOLEAN -> value.booleanValue();
        case TINYINT -> value.decimalValue().byteValueExact();
        case SMALLINT -> value.decimalValue().shortValueExact();
        case INT -> value.decimalValue().intValueExact();
        case BIGINT -> value.decimalValue().longValueExact();
        case FLOAT -> Float.parseFloat(value.asText());
        case DOUBLE -> Double.parseDouble(value.asText());
        case STRING, BINARY -> value.textValue();
        case DATE -> (int) LocalDate.parse(value.textValue()).toEpochDay();
      };
    }
    if (type instanceof ColumnType.Decimal decimal) {
      return value.decimalValue().setScale(decimal.scale());
    }
    if (type instanceof ColumnType.Timestamp timestamp) {
      Instant instant = Instant.parse(value.textValue());
      return timestamp == ColumnType.Timestamp.NANOS
          ? instant.getEpochSecond() * 1_000_000_000 + instant.getNano()
          : instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
    }
    if (type instanceof ColumnType.Struct struct) {
      return expected(struct.fields(), value);
    }
    if (type instanceof ColumnType.ListOf list) {
      List<Object> elements = new ArrayList<>();
      value.forEach(element -> elements.add(expected(list.element(), element)));
      return elements;
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    value
        .properties()
        .forEach(
            entry ->
                entries.put(
                    entry.getKey(), expected(((ColumnType.MapOf) type).value(), entry.getValue())));
    return entries;
  }
}
