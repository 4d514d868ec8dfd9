package dev.tributary.activity;

import dev.tributary.writer.CommitReceipt;

/**
 * Hears what happens to an activity, on the activity's thread: it should be quick. What it throws
 * is logged and otherwise ignored.
 */
public interface ActivityListener {

  /** The activity is in another state than before. */
  default void stateChanged(ActivityStatus now) {}

  /** A commit took effect. The source may not know of it yet. */
  default void committed(ActivityStatus now, CommitReceipt receipt) {}

  /** An attempt ended by a failure; what follows from it is told as the next state. */
  default void failed(ActivityStatus now, Throwable failure) {}
}
