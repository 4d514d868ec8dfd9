package dev.tributary.endpoint.kafka;

import dev.tributary.endpoint.kafka.KafkaPosition.Next;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Kafka's consumer over partitions that we assign and whose offsets we set, so that neither group
 * nor reset policy ever moves it.
 */
final class AssignedConsumer {
  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final List<TopicPartition> assigned = new ArrayList<>();

  AssignedConsumer(Consumer<byte[], byte[]> consumer, String topic, KafkaPosition start) {
    this.consumer = consumer;
    this.topic = topic;
    add(start.next());
  }

  /** Reads these partitions too, from there on. */
  void add(Map<Integer, Next> partitions) {
    partitions.keySet().forEach(partition -> assigned.add(partition(partition)));
    consumer.assign(assigned);
    partitions.forEach(
        (partition, next) -> consumer.seek(partition(partition), GroupOffsets.offset(next)));
  }

  PolledRecords poll(Duration maxWait) {
    ConsumerRecords<byte[], byte[]> polled = consumer.poll(maxWait);
    Map<Integer, Long> ends = new HashMap<>();
    polled
        .nextOffsets()
        .forEach(
            (partition, next) ->
                consumer
                    .currentLag(partition)
                    .ifPresent(lag -> ends.put(partition.partition(), next.offset() + lag)));
    return new PolledRecords(polled, ends);
  }

  void wakeup() {
    consumer.wakeup();
  }

  /** Waits so long at most for requests that are under way. */
  void close(Duration timeout) {
    consumer.close(CloseOptions.timeout(timeout));
  }

  private TopicPartition partition(int partition) {
    return new TopicPartition(topic, partition);
  }
}
