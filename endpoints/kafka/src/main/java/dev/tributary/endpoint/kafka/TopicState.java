package dev.tributary.endpoint.kafka;

import java.util.Optional;
import java.util.SortedMap;

/**
 * A topic as its cluster described it at one moment.
 *
 * @param partitions by number
 */
record TopicState(String cluster, String topicId, SortedMap<Integer, Log> partitions) {

  /**
   * The log of one partition.
   *
   * @param start offset of the first record that is still there
   * @param end offset behind the last record
   * @param committedEnd offset behind the last record that no open transaction holds back
   * @param epoch the present leader's epoch; empty when the broker does not tell
   */
  record Log(long start, long end, long committedEnd, Optional<Integer> epoch) {}
}
