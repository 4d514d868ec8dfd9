package dev.tributary.endpoint.kafka;

import dev.tributary.endpoint.kafka.KafkaPosition.Next;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What one poll brought: the records, partition by partition and in order within each, and where
 * each partition goes on behind them. Markers and aborted records are not among the records, but
 * passed.
 */
final class PolledRecords {
  private final List<ConsumerRecord<byte[], byte[]>> records;
  private final Map<TopicPartition, OffsetAndMetadata> nextOffsets;
  private final Map<Integer, Long> ends;

  /**
   * @param ends where partitions that moved end, as the fetch saw it
   */
  PolledRecords(ConsumerRecords<byte[], byte[]> polled, Map<Integer, Long> ends) {
    this.ends = ends;
    this.records = new ArrayList<>(polled.count());
    for (TopicPartition partition : polled.partitions()) {
      records.addAll(polled.records(partition));
    }
    this.nextOffsets = polled.nextOffsets();
  }

  /** Whether nothing came and nothing was passed. */
  boolean isEmpty() {
    return records.isEmpty() && nextOffsets.isEmpty();
  }

  List<byte[]> values() {
    List<byte[]> values = new ArrayList<>(records.size());
    records.forEach(record -> values.add(record.value()));
    return values;
  }

  ConsumerRecord<byte[], byte[]> record(int index) {
    return records.get(index);
  }

  int count() {
    return records.size();
  }

  Map<Integer, Long> ends() {
    return ends;
  }

  /** Size of the first values, in bytes. */
  long bytes(int count) {
    long bytes = 0;
    for (ConsumerRecord<byte[], byte[]> record : records.subList(0, count)) {
      bytes += Math.max(0, record.serializedValueSize());
    }
    return bytes;
  }

  /** Where the partitions go on behind all of this. */
  Map<Integer, Next> behindAll() {
    Map<Integer, Next> next = new LinkedHashMap<>();
    nextOffsets.forEach((partition, offset) -> next.put(partition.partition(), next(offset)));
    return next;
  }

  /**
   * Where the partitions go on at one of the records: its own partition exactly there, partitions
   * that come before it in the list behind their records; the others did not move.
   */
  Map<Integer, Next> at(int index) {
    Map<Integer, Next> next = new LinkedHashMap<>();
    ConsumerRecord<byte[], byte[]> stop = records.get(index);
    Optional<Integer> epoch = Optional.empty();
    for (ConsumerRecord<byte[], byte[]> record : records.subList(0, index)) {
      if (record.partition() == stop.partition()) {
        epoch = record.leaderEpoch();
      } else {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        next.put(record.partition(), next(nextOffsets.get(partition)));
      }
    }
    next.put(stop.partition(), new Next(stop.offset(), epoch));
    return next;
  }

  private static Next next(OffsetAndMetadata offset) {
    return new Next(offset.offset(), offset.leaderEpoch());
  }
}
