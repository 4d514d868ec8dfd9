package dev.tributary.endpoint.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.TributaryException;
import dev.tributary.TributaryException.Recovery;
import dev.tributary.endpoint.EndpointReader;
import dev.tributary.endpoint.Position;
import dev.tributary.endpoint.SourceChangedException;
import dev.tributary.endpoint.kafka.KafkaPosition.Next;
import dev.tributary.kafka.broker.EmbeddedKafka;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KafkaSourceChangedTest extends KafkaTest {

  @Test
  void aTopicCreatedAnewBeforeOpeningStopsWithBothIds() throws Exception {
    Position position = readTen();
    String oldId = topic.id();
    recreate();
    topic.sendNumbers(0, 0, 20);
    assertStops(
        position,
        "Cannot read on: topic %s was deleted and created again: position is of topic id %s, the"
            + " topic now has id %s",
        topic.name(),
        oldId,
        topic.id());
  }

  @Test
  void aTopicCreatedAnewWhileReadingStopsWithBothIds() throws Exception {
    create(1);
    topic.sendNumbers(0, 0, 10);
    String oldId = topic.id();
    try (EndpointReader reader = open()) {
      Reading reading = new Reading(reader).rows(10);
      recreate();
      assertThatThrownBy(() -> reading.until(() -> false))
          .isInstanceOf(SourceChangedException.class)
          .hasMessage(
              "Cannot read on: topic %s was deleted and created again: position is of topic id %s,"
                  + " the topic now has id %s",
              topic.name(), oldId, topic.id());
      assertThatThrownBy(() -> reading.poll()).isInstanceOf(SourceChangedException.class);
    }
  }

  @Test
  void aDeletedTopicIsTroubleUntilItIsCreatedAnew() throws Exception {
    create(1);
    topic.sendNumbers(0, 0, 10);
    try (EndpointReader reader = open()) {
      Reading reading = new Reading(reader).rows(10);
      kafka.deleteTopic(topic.name());
      reading.until(() -> reader.status().trouble().isPresent());
      assertThat(reader.status().trouble().orElseThrow())
          .startsWith(
              "Cannot read topic %s: it does not exist at %s since 2"
                  .formatted(topic.name(), kafka.bootstrapServers()));
      create(1);
      assertThatThrownBy(() -> reading.until(() -> false))
          .isInstanceOf(SourceChangedException.class)
          .hasMessageContaining("was deleted and created again");
    }
  }

  @Test
  void recordsThatExpiredBehindThePositionAreNamed() throws Exception {
    create(1);
    topic.sendNumbers(0, 0, 300);
    Position position = moved(readAll(300), 0, Next.at(100));
    topic.deleteBefore(0, 250);
    assertStops(
        position,
        "Cannot read on: topic %s, partition 0: records from 100 to 249 are gone: retention or"
            + " truncation; the first one held is 250",
        topic.name());
  }

  @Test
  void recordsThatExpireBeforeTheReaderGetsThereAreNamed() throws Exception {
    create(1);
    topic.sendNumbers(0, 0, 10);
    // Small fetches, so that the records to be deleted are not in the reader's hands already.
    Map<String, String> slow =
        Map.of("poll.max.records", "1", "client.max.partition.fetch.bytes", "100");
    try (EndpointReader reader = open(Optional.empty(), slow)) {
      Reading reading = new Reading(reader);
      reading.until(() -> !reading.numbers().isEmpty());
      for (int i = 1; i < 20; i++) {
        topic.sendNumbers(0, i * 10L, i * 10L + 10);
      }
      topic.deleteBefore(0, 150);
      assertThatThrownBy(() -> reading.until(() -> false))
          .isInstanceOf(SourceChangedException.class)
          .hasMessageMatching(
              "Cannot read on: topic %s, partition 0: records from [0-9]+ to 149 are gone: .*"
                  .formatted(topic.name()));
    }
  }

  @Test
  void aLogThatEndsBeforeThePositionStops() throws Exception {
    Position position = moved(readTen(), 0, Next.at(11));
    assertStops(
        position,
        "Cannot read on: topic %s, partition 0: the log ends at 10, before the position 11: records"
            + " that were read are gone",
        topic.name());
  }

  @Test
  void aLogThatWasCutAndWrittenAnewStops() throws Exception {
    try (EmbeddedKafka first = EmbeddedKafka.start(folder.resolve("cut"))) {
      first.createTopic("cut", 1);
      new Topic(first.bootstrapServers(), "cut").sendNumbers(0, 0, 10);
    }
    try (EmbeddedKafka second = EmbeddedKafka.start(folder.resolve("cut"))) {
      topic = new Topic(second.bootstrapServers(), "cut");
      topic.sendNumbers(0, 10, 20);
      Position end = readAll(20);
      int epoch = KafkaPosition.parse(end).next().get(0).leaderEpoch().orElseThrow();
      assertThat(epoch).isPositive();
      // As if the first leader had written five records more, which its successor does not have.
      Position lost = moved(end, 0, new Next(15, Optional.of(0)));
      try (EndpointReader reader = open(lost)) {
        Reading reading = new Reading(reader);
        assertThatThrownBy(() -> reading.until(() -> false))
            .isInstanceOf(SourceChangedException.class)
            .hasMessage(
                "Cannot read on: topic cut: the log was cut and written anew below the position"
                    + " {cut-0=15}; it differs from {cut-0=10} on");
      }
      assertStops(
          moved(end, 0, new Next(20, Optional.of(epoch + 7))),
          "Cannot read on: topic cut, partition 0: the log is at leader epoch %s, the position 20 at"
              + " %s: the log was replaced by an older copy",
          epoch,
          epoch + 7);
    }
  }

  @Test
  void aPositionOfAnotherClusterTopicOrPartitionStops() throws Exception {
    KafkaPosition here = KafkaPosition.parse(readTen());
    assertStops(
        new KafkaPosition("elsewhere", here.topic(), here.topicId(), here.next()).toPosition(),
        "Cannot read on: position in topic %s is of cluster elsewhere, the broker is of cluster %s",
        topic.name(),
        kafka.clusterId());
    assertStops(
        new KafkaPosition(here.cluster(), "other", here.topicId(), here.next()).toPosition(),
        "Cannot read on: position is of topic other, the endpoint reads topic %s",
        topic.name());
    TreeMap<Integer, Next> more = new TreeMap<>(here.next());
    more.put(1, Next.at(0));
    assertStops(
        new KafkaPosition(here.cluster(), here.topic(), here.topicId(), more).toPosition(),
        "Cannot read on: topic %s, partition 1: there is no such partition, the topic has 1",
        topic.name());
    assertStops(
        new Position("{\"lastEventId\":\"7\"}"),
        "Cannot read on: Invalid Kafka position: unknown field lastEventId: {\"lastEventId\":"
            + "\"7\"}");
  }

  private Position readTen() throws Exception {
    create(1);
    topic.sendNumbers(0, 0, 10);
    return readAll(10);
  }

  private Position readAll(int rows) throws Exception {
    try (EndpointReader reader = open()) {
      return new Reading(reader).rows(rows).position();
    }
  }

  private void recreate() throws InterruptedException {
    kafka.deleteTopic(topic.name());
    create(1);
  }

  private void assertStops(Position position, String message, Object... values) {
    assertThatThrownBy(() -> open(position))
        .isInstanceOf(SourceChangedException.class)
        .hasMessage(message, values)
        .extracting(e -> ((TributaryException) e).recovery())
        .isEqualTo(Recovery.STOP);
  }
}
