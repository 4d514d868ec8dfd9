package dev.tributary.activity;

/** How an activity fares. */
public enum ActivityState {
  /** Not running, because nobody started it or somebody stopped it. */
  STOPPED,
  /** Opens the target and the source. */
  STARTING,
  /** Moves: what comes in is committed within the freshness limit. */
  RUNNING,
  /** Runs, but input waits and nothing is committed, or the source has trouble. */
  DEGRADED,
  /** Something outside is away; tries again until it is back. */
  WAITING,
  /** Failed; the restart policy lets it try again after a delay. */
  RESTARTING,
  /** Commits what it has read, then stops. */
  STOPPING,
  /** Ended by a failure; will not try again by itself. */
  FAILED,
  /** Ended because another writer owns the target now; will not try again by itself. */
  FENCED;

  /** Whether no thread works for the activity any more, and none will until it is started. */
  public boolean ended() {
    return this == STOPPED || this == FAILED || this == FENCED;
  }
}
