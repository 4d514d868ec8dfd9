package dev.tributary.endpoint.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.endpoint.kafka.KafkaPosition.Next;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class PolledRecordsTest {
  /** Partition 2 at 10, 11; partition 0 at 5, 7 (6 is a marker); partition 1 only passed. */
  private final PolledRecords polled = polled();

  @Test
  void behindAllPartitionsThatOnlyPassedMarkersMoveToo() {
    assertThat(polled.behindAll())
        .isEqualTo(
            Map.of(
                2, new Next(12, Optional.of(3)),
                0, new Next(9, Optional.of(4)),
                1, new Next(40, Optional.of(1))));
    assertThat(polled.bytes(polled.count())).isEqualTo(8);
  }

  @Test
  void theFirstRecordOfAPartitionStopsItThereAndTheOneBeforeBehindItsRecords() {
    assertThat(polled.at(2))
        .isEqualTo(Map.of(2, new Next(12, Optional.of(3)), 0, new Next(5, Optional.empty())));
    assertThat(polled.bytes(2)).isEqualTo(4);
  }

  @Test
  void aLaterRecordStopsItsPartitionWithTheEpochOfTheOneBefore() {
    assertThat(polled.at(3))
        .isEqualTo(Map.of(2, new Next(12, Optional.of(3)), 0, new Next(7, Optional.of(4))));
  }

  @Test
  void partitionsBehindTheRecordDoNotMove() {
    assertThat(polled.at(1)).isEqualTo(Map.of(2, new Next(11, Optional.of(3))));
    assertThat(polled.at(0)).isEqualTo(Map.of(2, new Next(10, Optional.empty())));
  }

  private static PolledRecords polled() {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
    records.put(partition(2), List.of(record(2, 10, 3), record(2, 11, 3)));
    records.put(partition(0), List.of(record(0, 5, 4), record(0, 7, 4)));
    Map<TopicPartition, OffsetAndMetadata> next =
        Map.of(
            partition(2), new OffsetAndMetadata(12, Optional.of(3), ""),
            partition(0), new OffsetAndMetadata(9, Optional.of(4), ""),
            partition(1), new OffsetAndMetadata(40, Optional.of(1), ""));
    return new PolledRecords(new ConsumerRecords<>(records, next), Map.of());
  }

  private static TopicPartition partition(int number) {
    return new TopicPartition("t", number);
  }

  private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, int epoch) {
    byte[] value = "xy".getBytes(StandardCharsets.UTF_8);
    return new ConsumerRecord<>(
        "t",
        partition,
        offset,
        0,
        TimestampType.CREATE_TIME,
        0,
        value.length,
        new byte[0],
        value,
        new RecordHeaders(),
        Optional.of(epoch));
  }
}
