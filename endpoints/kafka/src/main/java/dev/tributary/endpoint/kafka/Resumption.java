package dev.tributary.endpoint.kafka;

import dev.tributary.endpoint.SourceChangedException;
import dev.tributary.endpoint.kafka.KafkaEndpointConfig.StartFrom;
import dev.tributary.endpoint.kafka.KafkaPosition.Next;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Decides where reading begins in a topic as it is now. Never skips anything in silence: a position
 * that the topic cannot serve any more is an error.
 */
final class Resumption {
  private Resumption() {}

  /** The position of a reader that never read. */
  static KafkaPosition begin(String topic, TopicState now, StartFrom startFrom) {
    SortedMap<Integer, Next> next = new TreeMap<>();
    now.partitions()
        .forEach(
            (partition, log) ->
                next.put(
                    partition,
                    Next.at(
                        switch (startFrom) {
                          case EARLIEST -> log.start();
                          case LATEST -> log.committedEnd();
                        })));
    return new KafkaPosition(now.cluster(), topic, now.topicId(), next);
  }

  /**
   * The position to go on from, with partitions that were added since: those begin at their start.
   *
   * @throws SourceChangedException when the position is of another topic, or the records at it are
   *     gone
   */
  static KafkaPosition resume(String topic, KafkaPosition from, TopicState now) {
    requireSame(topic, from, now);
    from.next().forEach((partition, next) -> requireHeld(topic, partition, next, now));
    return from.with(added(from, now));
  }

  /** Partitions that the position does not know yet, at their start. */
  static Map<Integer, Next> added(KafkaPosition known, TopicState now) {
    Map<Integer, Next> added = new TreeMap<>();
    now.partitions()
        .forEach(
            (partition, log) -> {
              if (!known.next().containsKey(partition)) {
                added.put(partition, Next.at(log.start()));
              }
            });
    return added;
  }

  /** Refuses a position of another topic, cluster, or creation of the topic. */
  static void requireSame(String topic, KafkaPosition from, TopicState now) {
    if (!from.topic().equals(topic)) {
      throw new SourceChangedException(
          "Cannot read on: position is of topic %s, the endpoint reads topic %s"
              .formatted(from.topic(), topic));
    }
    if (!from.cluster().equals(now.cluster())) {
      throw new SourceChangedException(
          "Cannot read on: position in topic %s is of cluster %s, the broker is of cluster %s"
              .formatted(topic, from.cluster(), now.cluster()));
    }
    if (!from.topicId().equals(now.topicId())) {
      throw new SourceChangedException(
          ("Cannot read on: topic %s was deleted and created again: position is of topic id %s,"
                  + " the topic now has id %s")
              .formatted(topic, from.topicId(), now.topicId()));
    }
  }

  private static void requireHeld(String topic, int partition, Next next, TopicState now) {
    TopicState.Log log = now.partitions().get(partition);
    String where = "Cannot read on: topic " + topic + ", partition " + partition + ": ";
    if (log == null) {
      throw new SourceChangedException(
          where + "there is no such partition, the topic has " + now.partitions().size());
    }
    if (next.offset() < log.start()) {
      throw new SourceChangedException(
          "%srecords from %d to %d are gone: retention or truncation; the first one held is %d"
              .formatted(where, next.offset(), log.start() - 1, log.start()));
    }
    if (next.offset() > log.end()) {
      throw new SourceChangedException(
          "%sthe log ends at %d, before the position %d: records that were read are gone"
              .formatted(where, log.end(), next.offset()));
    }
    if (next.leaderEpoch().isPresent()
        && log.epoch().isPresent()
        && next.leaderEpoch().get() > log.epoch().get()) {
      throw new SourceChangedException(
          ("%sthe log is at leader epoch %d, the position %d at %d: the log was replaced by an"
                  + " older copy")
              .formatted(where, log.epoch().get(), next.offset(), next.leaderEpoch().get()));
    }
  }
}
