package dev.tributary.endpoint.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.endpoint.EndpointReader;
import dev.tributary.endpoint.Position;
import dev.tributary.endpoint.RecordBatch;
import dev.tributary.endpoint.kafka.KafkaPosition.Next;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KafkaReadingTest extends KafkaTest {

  @Test
  void fourPartitionsAreReadEachInOrder() throws Exception {
    create(4);
    for (int partition = 0; partition < 4; partition++) {
      topic.sendNumbers(partition, partition * 1_000L, partition * 1_000L + 500);
    }
    try (EndpointReader reader = open()) {
      Reading reading = new Reading(reader).rows(2_000);
      for (int partition = 0; partition < 4; partition++) {
        long first = partition * 1_000L;
        assertThat(reading.numbers().stream().filter(n -> n / 1_000 == first / 1_000).toList())
            .isEqualTo(LongStream.range(first, first + 500).boxed().toList());
      }
      KafkaPosition position = reading.kafkaPosition();
      assertThat(position.cluster()).isEqualTo(kafka.clusterId());
      assertThat(position.topicId()).isEqualTo(topic.id());
      assertThat(position.next().values()).extracting(Next::offset).containsOnly(500L);
      assertThat(position.next()).hasSize(4);
    }
  }

  @Test
  void aPositionSaysTheNextRecordOfEmptyPartitionsToo() throws Exception {
    create(3);
    topic.sendNumbers(1, 0, 5);
    try (EndpointReader reader = open()) {
      assertThat(new Reading(reader).rows(5).kafkaPosition().next())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(0, Next.at(0), 1, new Next(5, Optional.of(0)), 2, Next.at(0)));
    }
  }

  @Test
  void aReaderResumesExactlyAtItsPositionWhateverTheGroupSays() throws Exception {
    create(2);
    topic.sendNumbers(0, 0, 50);
    topic.sendNumbers(1, 100, 150);
    Position half;
    try (EndpointReader reader = open(Optional.empty(), Map.of("poll.max.records", "30"))) {
      Reading reading = new Reading(reader);
      reading.until(() -> !reading.numbers().isEmpty());
      half = reading.position();
      topic.setGroupOffset(group(), 0, 3);
      topic.setGroupOffset(group(), 1, 49);
      try (EndpointReader other = open(half)) {
        Reading rest = new Reading(other).rows(100 - reading.numbers().size());
        assertThat(rest.numbers()).doesNotContainAnyElementsOf(reading.numbers());
      }
    }
    try (EndpointReader fromTheBeginning = open()) {
      new Reading(fromTheBeginning).rows(100);
    }
  }

  @Test
  void abortedRecordsAreNotSeenAndMarkersArePassed() throws Exception {
    create(1);
    topic.sendInTransaction(true, 0, "0;committed", "1;committed");
    topic.sendInTransaction(false, 0, "2;aborted", "3;aborted");
    try (EndpointReader reader = open()) {
      Reading reading = new Reading(reader).rows(2);
      // 2 records, marker, 2 aborted records, marker
      reading.until(() -> reading.kafkaPosition().next().get(0).offset() == 6);
      assertThat(reading.numbers()).containsExactly(0L, 1L);
      reading.until(() -> reader.status().recordsBehind().orElse(-1) == 0);

      topic.sendInTransaction(true, 0, "4;committed");
      assertThat(reading.rows(3).numbers()).containsExactly(0L, 1L, 4L);
      try (EndpointReader resumed = open(reading.position())) {
        topic.sendNumbers(0, 5, 6);
        assertThat(new Reading(resumed).rows(1).numbers()).containsExactly(5L);
      }
    }
  }

  @Test
  void anEmptyBatchMovesThePositionPastNothingButAbortedRecords() throws Exception {
    create(1);
    topic.sendInTransaction(false, 0, "0;aborted");
    try (EndpointReader reader = open()) {
      Reading reading = new Reading(reader);
      reading.until(() -> reading.position() != null);
      assertThat(reading.kafkaPosition().next().get(0).offset()).isEqualTo(2);
      assertThat(reading.numbers()).isEmpty();
    }
  }

  @Test
  void partitionsAddedWhileReadingAreReadFromTheirStart() throws Exception {
    create(1);
    topic.sendNumbers(0, 0, 5);
    try (EndpointReader reader = open()) {
      Reading reading = new Reading(reader).rows(5);
      assertThat(reading.kafkaPosition().next()).containsOnlyKeys(0);
      topic.growTo(3);
      topic.sendNumbers(2, 5, 10);
      reading.rows(10);
      assertThat(reading.kafkaPosition().next()).containsOnlyKeys(0, 1, 2);
      reading.until(() -> reader.status().recordsBehind().orElse(-1) == 0);
    }
  }

  @Test
  void partitionsAddedWhileNobodyReadAreReadFromTheirStart() throws Exception {
    create(1);
    topic.sendNumbers(0, 0, 5);
    Position before;
    try (EndpointReader reader = open()) {
      before = new Reading(reader).rows(5).position();
    }
    topic.growTo(2);
    topic.sendNumbers(1, 5, 10);
    Map<String, String> latest = Map.of("start.from", "latest");
    try (EndpointReader reader = open(Optional.of(before), latest)) {
      try (RecordBatch first = reader.poll(Duration.ofSeconds(10)).orElseThrow()) {
        assertThat(first.before()).isEqualTo(before);
      }
      assertThat(new Reading(reader).rows(5).numbers()).containsExactly(5L, 6L, 7L, 8L, 9L);
    }
  }

  @Test
  void latestBeginsBehindTheLastRecordAndSaysSoAtOnce() throws Exception {
    create(1);
    topic.sendNumbers(0, 0, 5);
    Position start;
    try (EndpointReader reader = open(Optional.empty(), Map.of("start.from", "latest"))) {
      Reading reading = new Reading(reader);
      reading.until(() -> reading.position() != null);
      start = reading.position();
      assertThat(reading.kafkaPosition().next()).containsEntry(0, Next.at(5));
    }
    topic.sendNumbers(0, 5, 7);
    try (EndpointReader reader = open(start)) {
      assertThat(new Reading(reader).rows(2).numbers()).containsExactly(5L, 6L);
    }
  }

  @Test
  void acknowledgedPositionsBecomeGroupOffsets() throws Exception {
    create(2);
    topic.sendNumbers(0, 0, 7);
    topic.sendNumbers(1, 7, 10);
    try (EndpointReader reader = open()) {
      Reading reading = new Reading(reader).rows(10);
      reader.acknowledge(reading.position());
      reading.until(() -> topic.groupOffsets(group()).size() == 2);
      assertThat(topic.groupOffsets(group())).isEqualTo(Map.of(0, 7L, 1, 3L));
    }
  }

  @Test
  void closeGivesAnAcknowledgementUnderWayTimeToArrive() throws Exception {
    create(1);
    topic.sendNumbers(0, 0, 4);
    try (EndpointReader reader = open()) {
      Reading reading = new Reading(reader).rows(4);
      reader.acknowledge(reading.position());
      reading.until(() -> topic.groupOffsets(group()).size() == 1);
      topic.sendNumbers(0, 4, 9);
      reader.acknowledge(reading.rows(9).position());
    }
    assertThat(topic.groupOffsets(group())).isEqualTo(Map.of(0, 9L));
  }

  @Test
  void closeAcknowledgesNothingByItself() throws Exception {
    create(1);
    topic.sendNumbers(0, 0, 4);
    try (EndpointReader reader = open()) {
      new Reading(reader).rows(4);
    }
    assertThat(topic.groupOffsets(group())).isEmpty();
  }

  @Test
  void nothingBeyondWhatWasGivenCanBeAcknowledged() throws Exception {
    create(1);
    topic.sendNumbers(0, 0, 4);
    try (EndpointReader reader = open()) {
      Position position = new Reading(reader).rows(4).position();
      Position beyond = moved(position, 0, Next.at(5));
      assertThatThrownBy(() -> reader.acknowledge(beyond))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Cannot acknowledge " + beyond + ": records of partition 0 were given up to 4");
    }
  }

  @Test
  void lagIsWhatIsLeftToRead() throws Exception {
    create(2);
    topic.sendNumbers(0, 0, 40);
    topic.sendNumbers(1, 0, 40);
    try (EndpointReader reader = open(Optional.empty(), Map.of("poll.max.records", "10"))) {
      Reading reading = new Reading(reader);
      reading.until(() -> reader.status().recordsBehind().isPresent());
      assertThat(reader.status().recordsBehind()).hasValue(80 - reading.numbers().size());
      reading.rows(80);
      assertThat(reader.status().recordsBehind()).hasValue(0);
    }
  }

  @Test
  void aBadRecordStopsItsPartitionExactlyThere() throws Exception {
    create(3);
    for (int partition = 0; partition < 3; partition++) {
      topic.sendNumbers(partition, partition * 10, partition * 10 + 4);
      topic.send(partition, "x;bad " + partition, "99;never reached");
    }
    try (EndpointReader reader = open()) {
      Reading reading = new Reading(reader);
      assertThatThrownBy(() -> reading.until(() -> false))
          .hasMessageMatching(
              "Cannot decode record: topic "
                  + topic.name()
                  + ", partition [0-2], offset 4, field n: expected bigint, got string \"x\"");
      KafkaPosition position = reading.kafkaPosition();
      long given = position.next().values().stream().mapToLong(Next::offset).sum();
      assertThat(position.next().values()).allMatch(next -> next.offset() <= 4);
      assertThat(given).isEqualTo(reading.numbers().size());
      assertThat(reading.numbers()).isNotEmpty().allMatch(n -> n % 10 < 4);

      // What was read in front of the bad record, and what was not, adds up.
      for (int partition = 0; partition < 3; partition++) {
        assertThat(position.next().get(partition).offset())
            .isEqualTo(countOf(reading.numbers(), partition));
      }
    }
  }

  private static long countOf(List<Long> numbers, int partition) {
    return numbers.stream().filter(n -> n / 10 == partition).count();
  }
}
