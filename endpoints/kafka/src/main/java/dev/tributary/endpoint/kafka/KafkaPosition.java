package dev.tributary.endpoint.kafka;

import dev.tributary.endpoint.Position;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a position in a Kafka topic says: of which topic of which cluster it is, and for each
 * partition the next record. Immutable.
 *
 * <p>As a token: {@code {"cluster":"…","topic":"flights","topicId":"…","next":{"0":[1234,5],
 * "1":[0]}}}; the second number is the leader epoch, left out when unknown. Equal positions print
 * equal tokens.
 *
 * @param cluster id of the cluster
 * @param topicId the id that Kafka gave the topic when it was created
 * @param next by partition; every partition that the reader knows, with rows or without
 */
public record KafkaPosition(
    String cluster, String topic, String topicId, SortedMap<Integer, Next> next) {
  public KafkaPosition {
    Objects.requireNonNull(cluster, "cluster is null");
    Objects.requireNonNull(topic, "topic is null");
    Objects.requireNonNull(topicId, "topicId is null");
    next = Collections.unmodifiableSortedMap(new TreeMap<>(next));
    next.keySet()
        .forEach(
            partition -> {
              if (partition < 0) {
                throw new IllegalArgumentException("Invalid partition: " + partition);
              }
            });
  }

  /**
   * Reads a token.
   *
   * @throws IllegalArgumentException when it is not exactly of the form that {@link #toPosition()}
   *     gives; says what is wrong
   */
  public static KafkaPosition parse(Position position) {
    return KafkaPositionJson.parse(position.json());
  }

  /** Prints the token. */
  public Position toPosition() {
    return new Position(KafkaPositionJson.print(this));
  }

  /** The same position with other next records for some partitions, or for more partitions. */
  KafkaPosition with(Map<Integer, Next> moved) {
    SortedMap<Integer, Next> all = new TreeMap<>(next);
    all.putAll(moved);
    return new KafkaPosition(cluster, topic, topicId, all);
  }

  /**
   * The next record of a partition.
   *
   * @param offset its offset, or where it will be at the earliest
   * @param leaderEpoch epoch of the record in front of it, by which Kafka sees that a log was cut;
   *     empty when unknown
   */
  public record Next(long offset, Optional<Integer> leaderEpoch) {
    public Next {
      Objects.requireNonNull(leaderEpoch, "leaderEpoch is null");
      if (offset < 0) {
        throw new IllegalArgumentException("Invalid offset: " + offset);
      }
      if (leaderEpoch.isPresent() && leaderEpoch.get() < 0) {
        throw new IllegalArgumentException("Invalid leader epoch: " + leaderEpoch.get());
      }
    }

    static Next at(long offset) {
      return new Next(offset, Optional.empty());
    }
  }
}
