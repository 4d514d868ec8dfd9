package dev.tributary.runner.it;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes records {@code {"part":p,"seq":n,"at":…,"payload":…}}, numbered from 0 in each partition,
 * at a steady rate. One thread at a time.
 */
final class NumberedRecords implements AutoCloseable {
  private static final long START_MILLIS = 1_760_000_000_000L;

  private final KafkaProducer<byte[], String> producer;
  private final String topic;
  private final int partitions;
  private int written;

  NumberedRecords(String bootstrapServers, String topic, int partitions) {
    this.topic = topic;
    this.partitions = partitions;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                5),
            new ByteArraySerializer(),
            new StringSerializer());
  }

  /** Writes so many more, round robin; returns when the broker has acknowledged every one. */
  Void write(int count, int perSecond) throws InterruptedException, ExecutionException {
    long began = System.nanoTime();
    Future<?> last = null;
    for (int i = 0; i < count; i++) {
      if (i % 100 == 0) {
        pace(began, i, perSecond);
      }
      int partition = written % partitions;
      String record = record(partition, written / partitions);
      last = producer.send(new ProducerRecord<>(topic, partition, null, record));
      written++;
    }
    producer.flush();
    if (last != null) {
      last.get();
    }
    return null;
  }

  @Override
  public void close() {
    producer.close();
  }

  /** Times move through hours, so that commits touch several partitions of the table. */
  private static String record(int partition, int seq) {
    long at = START_MILLIS + seq * 500L;
    return "{\"part\":%d,\"seq\":%d,\"at\":%d,\"payload\":\"p%d-%d\"}"
        .formatted(partition, seq, at, partition, seq);
  }

  private static void pace(long began, int written, int perSecond) {
    long due = began + (long) (written * 1e9 / perSecond);
    while (System.nanoTime() < due) {
      LockSupport.parkNanos(due - System.nanoTime());
    }
  }
}
