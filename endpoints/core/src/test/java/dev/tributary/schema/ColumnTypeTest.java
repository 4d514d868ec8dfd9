package dev.tributary.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tributary.schema.ColumnType.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTypeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "boolean",
        "tinyint",
        "smallint",
        "int",
        "bigint",
        "float",
        "double",
        "string",
        "binary",
        "date",
        "timestamp(us)",
        "timestamp(ns)",
        "decimal(38,0)",
        "decimal(5,5)",
        "list<string>",
        "map<string, list<int>>",
        "struct<a: int>",
        "struct<a: int not null, b: struct<c: date>>",
        "struct<\"a b\": int, \"c:d\": string not null, \"e\"\"f\": double, é.x: int>",
        "list<list<map<string, struct<x: timestamp(ns)>>>>",
        "struct<>"
      })
  void aTypePrintsAsTheTextThatItIsReadFrom(String text) {
    assertThat(ColumnType.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INTEGER | int",
        "Long | bigint",
        "varchar | string",
        "array<int> | list<int>",
        "timestamp | timestamp(us)",
        "decimal ( 5 , 2 ) | decimal(5,2)",
        "' struct < a : int NOT NULL , b : string > ' | struct<a: int not null, b: string>",
        "map<varchar,double> | map<string, double>"
      })
  void otherSpellingsAreRead(String text, String canonical) {
    assertThat(ColumnType.parse(text)).hasToString(canonical);
  }

  @Test
  void randomTypesComeBackFromTheirText() {
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      ColumnType type = randomType(random, 4);
      assertThat(ColumnType.parse(type.toString())).isEqualTo(type);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | expected a word at character 1",
        "list | expected '<' at character 5",
        "list<int | expected '>' at character 9",
        "int x | unexpected 'x'",
        "decimal(a,2) | 'a' is no number",
        "timestamp(ms) | a timestamp is of us or ns, not 'ms'",
        "map<int, string> | map keys are strings, not int",
        "struct<a int> | expected ':' at character 10",
        "struct<\"a: int> | a quoted name does not end"
      })
  void aTextThatIsNoTypeIsRefusedWithTheReason(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ColumnType.parse(text))
        .withMessage("Cannot read type \"" + text + "\": " + reason);
  }

  @Test
  void anUnknownTypeIsRefusedWithTheKnownOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ColumnType.parse("uuid"))
        .withMessageStartingWith(
            "Cannot read type \"uuid\": unknown type 'uuid'; known are boolean, tinyint,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"decimal(0,0)", "decimal(39,0)", "decimal(5,6)", "decimal(5,-1)"})
  void aDecimalOutOfBoundsIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ColumnType.parse(text))
        .withMessage(
            "Invalid decimal: precision must be 1 to 38 and scale 0 to precision, got " + text);
  }

  @Test
  void aStructCannotHaveAFieldTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ColumnType.parse("struct<a: int, a: int>"))
        .withMessage("Invalid schema: duplicate name a");
  }

  private static ColumnType randomType(Random random, int depth) {
    int kind = random.nextInt(depth == 0 ? 3 : 6);
    return switch (kind) {
      case 0 -> Primitive.values()[random.nextInt(Primitive.values().length)];
      case 1 -> ColumnType.Timestamp.values()[random.nextInt(2)];
      case 2 -> new ColumnType.Decimal(20, random.nextInt(21));
      case 3 -> new ColumnType.ListOf(randomType(random, depth - 1));
      case 4 -> new ColumnType.MapOf(randomType(random, depth - 1));
      default -> {
        List<Column> fields = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
          String odd = " ,:<>()\"\t\né😀.n\\".substring(random.nextInt(16));
          fields.add(
              new Column(
                  i + (random.nextBoolean() ? odd : ""),
                  randomType(random, depth - 1),
                  random.nextBoolean(),
                  ""));
        }
        yield new ColumnType.Struct(fields);
      }
    };
  }
}
