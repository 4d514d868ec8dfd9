package dev.tributary.endpoint.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.tributary.endpoint.kafka.KafkaPosition.Next;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The JSON of a {@link KafkaPosition}. Reads nothing but what it prints. */
final class KafkaPositionJson {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final int SHOWN = 200;

  private KafkaPositionJson() {}

  static String print(KafkaPosition position) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("cluster", position.cluster());
      json.writeStringField("topic", position.topic());
      json.writeStringField("topicId", position.topicId());
      json.writeObjectFieldStart("next");
      for (Map.Entry<Integer, Next> entry : position.next().entrySet()) {
        json.writeArrayFieldStart(entry.getKey().toString());
        json.writeNumber(entry.getValue().offset());
        if (entry.getValue().leaderEpoch().isPresent()) {
          json.writeNumber(entry.getValue().leaderEpoch().get());
        }
        json.writeEndArray();
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot print position", e);
    }
    return text.toString();
  }

  static KafkaPosition parse(String text) {
    try (JsonParser json = JSON.createParser(text)) {
      return position(json);
    } catch (JsonProcessingException e) {
      throw invalid(e.getOriginalMessage(), text);
    } catch (IllegalArgumentException e) {
      throw invalid(e.getMessage(), text);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read position", e);
    }
  }

  private static KafkaPosition position(JsonParser json) throws IOException {
    expect(json.nextToken(), JsonToken.START_OBJECT, "the position");
    Map<String, String> texts = new HashMap<>();
    SortedMap<Integer, Next> next = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      switch (field) {
        case "cluster", "topic", "topicId" -> {
          expect(json.nextToken(), JsonToken.VALUE_STRING, field);
          texts.put(field, json.getText());
        }
        case "next" -> next = partitions(json);
        default -> throw new IllegalArgumentException("unknown field " + field);
      }
    }
    if (json.nextToken() != null) {
      throw new IllegalArgumentException("something follows the object");
    }
    return new KafkaPosition(
        required(texts.get("cluster"), "cluster"),
        required(texts.get("topic"), "topic"),
        required(texts.get("topicId"), "topicId"),
        required(next, "next"));
  }

  private static SortedMap<Integer, Next> partitions(JsonParser json) throws IOException {
    expect(json.nextToken(), JsonToken.START_OBJECT, "next");
    SortedMap<Integer, Next> next = new TreeMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (!name.matches("0|[1-9][0-9]{0,8}")) {
        throw new IllegalArgumentException("next has no partition number but " + name);
      }
      next.put(Integer.parseInt(name), next(json, "next." + name));
    }
    return next;
  }

  private static Next next(JsonParser json, String field) throws IOException {
    expect(json.nextToken(), JsonToken.START_ARRAY, field);
    expect(json.nextToken(), JsonToken.VALUE_NUMBER_INT, "offset of " + field);
    long offset = json.getLongValue();
    if (json.nextToken() == JsonToken.END_ARRAY) {
      return Next.at(offset);
    }
    expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT, "leader epoch of " + field);
    int epoch = json.getIntValue();
    expect(json.nextToken(), JsonToken.END_ARRAY, "end of " + field);
    return new Next(offset, Optional.of(epoch));
  }

  private static void expect(JsonToken got, JsonToken wanted, String what) {
    if (got != wanted) {
      throw new IllegalArgumentException(
          "expected " + wanted + " as " + what + ", got " + (got == null ? "the end" : got));
    }
  }

  private static <T> T required(T value, String field) {
    if (value == null) {
      throw new IllegalArgumentException("no field " + field);
    }
    return value;
  }

  private static IllegalArgumentException invalid(String reason, String text) {
    String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    return new IllegalArgumentException("Invalid Kafka position: " + reason + ": " + shown);
  }
}
