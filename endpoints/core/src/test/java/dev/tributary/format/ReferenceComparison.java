package dev.tributary.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Compares decoded values with what Jackson's tree model makes of the same text. */
final class ReferenceComparison {
  private ReferenceComparison() {}

  /** Every value is the same; a field without column must hold nothing, as must a missing one. */
  static void assertSame(Object actual, JsonNode expected) {
    if (expected == null || expected.isNull()) {
      assertThat(actual).isNull();
    } else if (expected.isObject()) {
      Map<?, ?> fields = (Map<?, ?>) actual;
      fields.forEach((name, value) -> assertSame(value, expected.get((String) name)));
      expected
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!fields.containsKey(name)) {
                  assertThat(saysNothing(expected.get(name))).as("field %s", name).isTrue();
                }
              });
    } else if (expected.isArray()) {
      assertThat((List<?>) actual).hasSize(expected.size());
      for (int i = 0; i < expected.size(); i++) {
        assertSame(((List<?>) actual).get(i), expected.get(i));
      }
    } else if (expected.isTextual()) {
      assertThat(actual).isEqualTo(expected.textValue());
    } else if (expected.isBoolean()) {
      assertThat(actual).isEqualTo(expected.booleanValue());
    } else if (actual instanceof Double number) {
      assertThat(number).isEqualTo(expected.doubleValue());
    } else if (actual instanceof Float number) {
      assertThat(number).isEqualTo(Float.parseFloat(expected.asText()));
    } else {
      assertThat(new BigDecimal(actual.toString())).isEqualByComparingTo(expected.decimalValue());
    }
  }

  private static boolean saysNothing(JsonNode value) {
    if (value.isContainerNode()) {
      for (JsonNode child : value) {
        if (!saysNothing(child)) {
          return false;
        }
      }
      return true;
    }
    return value.isNull();
  }
}
