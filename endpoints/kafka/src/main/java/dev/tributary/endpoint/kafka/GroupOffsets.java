package dev.tributary.endpoint.kafka;

import dev.tributary.endpoint.kafka.KafkaPosition.Next;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows at the broker how far a reader's rows are stored, as offsets of its consumer group. For
 * display only: nothing here ever fails, and nothing reads them back. Belongs to the reader's
 * thread.
 */
final class GroupOffsets {
  private static final Logger LOG = LoggerFactory.getLogger(GroupOffsets.class);
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Consumer<byte[], byte[]> consumer;
  private final String group;

  private Map<TopicPartition, OffsetAndMetadata> wanted = Map.of();
  private boolean failed;
  private long failedAtNanos;
  private int failuresInARow;

  GroupOffsets(Consumer<byte[], byte[]> consumer, String group) {
    this.consumer = consumer;
    this.group = group;
  }

  void show(KafkaPosition position) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    position
        .next()
        .forEach(
            (partition, next) ->
                offsets.put(new TopicPartition(position.topic(), partition), offset(next)));
    if (failed || !offsets.equals(wanted)) {
      wanted = offsets;
      send();
    }
  }

  /** Tries again what failed, now and then; a new cluster refuses the first attempt. */
  void retry() {
    if (failed && System.nanoTime() - failedAtNanos >= RETRY_NANOS) {
      send();
    }
  }

  static OffsetAndMetadata offset(Next next) {
    return new OffsetAndMetadata(next.offset(), next.leaderEpoch(), "");
  }

  private void send() {
    failed = false;
    try {
      consumer.commitAsync(wanted, (offsets, failure) -> answered(failure));
    } catch (KafkaException e) {
      answered(e);
    }
  }

  private void answered(Exception failure) {
    if (failure == null) {
      failuresInARow = 0;
      return;
    }
    failed = true;
    failedAtNanos = System.nanoTime();
    failuresInARow++;
    int telling = failure instanceof RetriableCommitFailedException ? 2 : 1;
    if (failuresInARow == telling) {
      LOG.warn("Cannot show offsets of group {}: {}; reading goes on", group, failure.getMessage());
    }
  }
}
