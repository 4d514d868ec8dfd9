package dev.tributary.runner.demo;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Writes a data set to a topic, round after round: record n goes to partition n modulo partitions.
 * So each partition's end offset tells its next record, and a replay that was interrupted anywhere
 * goes on without gap or repetition. One thread.
 */
final class Replay {
  private final DataSet data;
  private final String topic;
  private final double rate;
  private final long[] next;
  private double due;

  private Replay(DataSet data, String topic, double rate, long[] next) {
    this.data = data;
    this.topic = topic;
    this.rate = rate;
    this.next = next;
  }

  /**
   * Goes on behind what the topic holds.
   *
   * @param rate records a second
   */
  static Replay resume(
      DataSet data, String topic, int partitions, double rate, Consumer<?, ?> consumer) {
    List<TopicPartition> all =
        IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList();
    long[] next = new long[partitions];
    consumer
        .endOffsets(all)
        .forEach((at, end) -> next[at.partition()] = end * partitions + at.partition());
    return new Replay(data, topic, rate, next);
  }

  String topic() {
    return topic;
  }

  /** Writes what has become due in this span of time. */
  void advance(double seconds, Producer<byte[], byte[]> producer) {
    due += rate * seconds;
    while (due >= 1) {
      int partition = furthestBehind();
      producer.send(new ProducerRecord<>(topic, partition, null, data.at(next[partition])));
      next[partition] += next.length;
      due--;
    }
  }

  private int furthestBehind() {
    int behind = 0;
    for (int partition = 1; partition < next.length; partition++) {
      behind = next[partition] < next[behind] ? partition : behind;
    }
    return behind;
  }
}
