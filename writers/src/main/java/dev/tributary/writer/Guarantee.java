package dev.tributary.writer;

import dev.tributary.endpoint.Replay;
import java.util.Set;

/**
 * What a restart may repeat or lose; computed from what the source replays and how the writer
 * checkpoints, never claimed.
 */
public enum Guarantee {
  /** Every record is visible exactly once, whatever is killed. */
  EXACTLY_ONCE,
  /**
   * Every record is visible; records since the last checkpoint may be visible twice after a
   * restart.
   */
  AT_LEAST_ONCE,
  /** No record is visible twice; records that were under way at a restart may be missing. */
  AT_MOST_ONCE;

  /**
   * What an activity from such a source through such a writer guarantees.
   *
   * @param replay what the source can give again
   * @param atomic whether the writer makes rows and state visible in one step
   */
  public static Guarantee of(Set<Replay> replay, boolean atomic) {
    if (replay.isEmpty() || replay.equals(Set.of(Replay.FROM_EVENT_ID))) {
      return AT_MOST_ONCE;
    }
    return atomic && replay.contains(Replay.FROM_POSITION) ? EXACTLY_ONCE : AT_LEAST_ONCE;
  }
}
