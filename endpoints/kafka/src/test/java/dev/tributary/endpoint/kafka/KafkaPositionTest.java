package dev.tributary.endpoint.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.endpoint.Position;
import dev.tributary.endpoint.kafka.KafkaPosition.Next;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaPositionTest {
  private static final String TOKEN =
      "{\"cluster\":\"c\",\"topic\":\"t\",\"topicId\":\"i\","
          + "\"next\":{\"0\":[1234,5],\"2\":[0],\"10\":[9223372036854775807,2147483647]}}";

  @Test
  void printsAndParsesTheSameToken() {
    KafkaPosition position =
        new KafkaPosition(
            "c",
            "t",
            "i",
            new TreeMap<>(
                Map.of(
                    10,
                    new Next(Long.MAX_VALUE, Optional.of(Integer.MAX_VALUE)),
                    0,
                    new Next(1234, Optional.of(5)),
                    2,
                    Next.at(0))));
    assertThat(position.toPosition()).isEqualTo(new Position(TOKEN));
    assertThat(KafkaPosition.parse(new Position(TOKEN))).isEqualTo(position);
  }

  @Test
  void aQuoteInAnIdSurvives() {
    KafkaPosition odd = new KafkaPosition("a\"b\\é", "t", "i", new TreeMap<>());
    assertThat(KafkaPosition.parse(odd.toPosition())).isEqualTo(odd);
  }

  @Test
  void movingLeavesTheOtherPartitionsAlone() {
    KafkaPosition position = KafkaPosition.parse(new Position(TOKEN));
    assertThat(position.with(Map.of(2, Next.at(7), 3, Next.at(1))).next())
        .containsOnlyKeys(0, 2, 3, 10)
        .containsEntry(0, new Next(1234, Optional.of(5)))
        .containsEntry(2, Next.at(7));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{}|no field cluster",
        "{'cluster':'c','topic':'t','topicId':'i'}|no field next",
        "{'cluster':'c','topic':'t','topicId':'i','next':{},'more':1}|unknown field more",
        "{'cluster':7}|expected VALUE_STRING as cluster, got VALUE_NUMBER_INT",
        "{'cluster':null}|expected VALUE_STRING as cluster, got VALUE_NULL",
        "{'next':[]}|expected START_OBJECT as next, got START_ARRAY",
        "{'next':{'a':[1]}}|next has no partition number but a",
        "{'next':{'-1':[1]}}|next has no partition number but -1",
        "{'next':{'01':[1]}}|next has no partition number but 01",
        "{'next':{'0':7}}|expected START_ARRAY as next.0, got VALUE_NUMBER_INT",
        "{'next':{'0':[]}}|expected VALUE_NUMBER_INT as offset of next.0, got END_ARRAY",
        "{'next':{'0':['1']}}|expected VALUE_NUMBER_INT as offset of next.0, got VALUE_STRING",
        "{'next':{'0':[1.5]}}|expected VALUE_NUMBER_INT as offset of next.0, got VALUE_NUMBER_FLOAT",
        "{'next':{'0':[-1]}}|Invalid offset: -1",
        "{'next':{'0':[1,-2]}}|Invalid leader epoch: -2",
        "{'next':{'0':[1,null]}}|expected VALUE_NUMBER_INT as leader epoch of next.0, got VALUE_NULL",
        "{'next':{'0':[1,2,3]}}|expected END_ARRAY as end of next.0, got VALUE_NUMBER_INT",
      })
  void whatItDidNotPrintIsRefused(String json, String reason) {
    assertRefused(json.replace('\'', '"'), reason);
  }

  @Test
  void doubledFieldsNumbersOutOfRangeAndTrailingTextAreRefused() {
    assertRefused(TOKEN.replace("\"2\":", "\"0\":"), "Duplicate field '0'");
    assertRefused(TOKEN.replace("\"topic\":", "\"cluster\":"), "Duplicate field 'cluster'");
    assertRefused(TOKEN + "{}", "something follows the object");
    assertRefused(TOKEN.replace("1234", "12345678901234567890"), "out of range of long");
    assertRefused(TOKEN.substring(0, 40), "Unexpected end-of-input");
  }

  @Test
  void aLongTokenIsCutInTheMessage() {
    assertThatThrownBy(() -> KafkaPosition.parse(new Position("{" + " ".repeat(5_000) + "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Invalid Kafka position: ")
        .hasMessageEndingWith(" …")
        .extracting(e -> e.getMessage().length())
        .matches(length -> length < 500);
  }

  private static void assertRefused(String json, String reason) {
    assertThatThrownBy(() -> KafkaPosition.parse(new Position(json)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Invalid Kafka position: ")
        .hasMessageContaining(reason)
        .hasMessageContaining(json.substring(0, Math.min(40, json.length())));
  }
}
