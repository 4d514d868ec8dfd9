package dev.tributary.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tributary.config.SettingValues;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.schema.Schema;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonFormatTest {
  private static final Schema ONE = Schema.of(Column.of("v", ColumnType.Primitive.INT));

  @Test
  void theDefaultsAreThoseOfTheSettings() {
    JsonFormat configured =
        JsonFormatConfig.from(SettingValues.of(JsonFormatConfig.SETTINGS, Map.of()), ONE);

    assertThat(configured.name()).isEqualTo("json");
    assertThat(configured.declared()).isEqualTo(ONE);
    assertThat(configured.options()).isEqualTo(JsonFormat.of(ONE).options());
    assertThat(configured.options())
        .isEqualTo(new JsonOptions(UnknownFields.ADD, EpochUnit.AUTO, 64, 16 << 20, 10_000));
  }

  @Test
  void everySettingReachesTheFormat() {
    JsonFormat configured =
        JsonFormatConfig.from(
            SettingValues.of(
                JsonFormatConfig.SETTINGS,
                Map.of(
                    "format.unknown.fields", "ignore",
                    "format.timestamp.unit", "ms",
                    "format.max.depth", "7",
                    "format.max.message.bytes", "2MB",
                    "format.max.columns", "20")),
            ONE);

    assertThat(configured.options())
        .isEqualTo(
            JsonFormat.of(ONE)
                .withUnknownFields(UnknownFields.IGNORE)
                .withTimestampUnit(EpochUnit.MS)
                .withMaxDepth(7)
                .withMaxMessageBytes(2 << 20)
                .withMaxColumns(20)
                .options());
  }

  @Test
  void changingAFormatLeavesItAsItWas() {
    JsonFormat format = JsonFormat.of(ONE);

    format.withUnknownFields(UnknownFields.FAIL).withMaxDepth(3);

    assertThat(format.options()).isEqualTo(JsonOptions.DEFAULTS);
  }

  @Test
  void unknownFieldsCannotBeDroppedWhenEveryFieldIsUnknown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonFormat.detected().withUnknownFields(UnknownFields.IGNORE))
        .withMessage(
            "Cannot read JSON with unknown fields set to IGNORE:"
                + " no column is declared, so every field is unknown");
  }

  @Test
  void moreColumnsThanTheLimitCannotBeDeclared() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                JsonFormat.of(
                        Schema.of(
                            Column.of(
                                "v",
                                ColumnType.parse("struct<a: int, m: map<string, list<int>>>"))))
                    .withMaxColumns(2))
        .withMessage("Cannot read JSON into 3 columns: the limit is 2");
  }

  @Test
  void aLimitOutOfRangeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonFormat.detected().withMaxDepth(0))
        .withMessage("Invalid maxDepth: must be 1 to 1000, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonFormat.detected().withMaxMessageBytes(-1))
        .withMessage("Invalid maxMessageBytes: must be 1 to 268435456, got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonFormat.detected().withMaxColumns(1_000_001))
        .withMessage("Invalid maxColumns: must be 1 to 1000000, got 1000001");
  }
}
