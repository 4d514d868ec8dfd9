package dev.tributary.activity;

import java.time.Duration;

/** Failures in a row, and when they are forgotten. For the activity's thread only. */
final class Streak {
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final RestartPolicy policy;
  private int crashes;
  private int waits;
  private boolean running;
  private long runningSince;

  Streak(RestartPolicy policy) {
    this.policy = policy;
  }

  void running(long now) {
    running = true;
    runningSince = now;
  }

  void committed(long now) {
    waits = 0;
    if (ranFor(policy.healthyAfter(), now)) {
      crashes = 0;
    }
  }

  /**
   * An attempt failed because something outside is away. Returns how long to wait for it: what the
   * policy asks for after a crash, but never so short that it spins or so long that it dawdles.
   */
  Duration waited(long now) {
    if (ranFor(LONGEST_WAIT, now)) {
      waits = 0;
    }
    running = false;
    waits = Math.min(waits + 1, Integer.MAX_VALUE - 1);
    Duration delay = policy.delay(waits);
    if (delay.compareTo(SHORTEST_WAIT) < 0) {
      return SHORTEST_WAIT;
    }
    return delay.compareTo(LONGEST_WAIT) < 0 ? delay : LONGEST_WAIT;
  }

  /** An attempt crashed. Returns what the policy says to that. */
  RestartPolicy.Decision crashed() {
    running = false;
    crashes = Math.min(crashes + 1, Integer.MAX_VALUE - 1);
    return policy.decide(crashes);
  }

  int crashes() {
    return crashes;
  }

  private boolean ranFor(Duration time, long now) {
    return running && now - runningSince >= time.toNanos();
  }
}
