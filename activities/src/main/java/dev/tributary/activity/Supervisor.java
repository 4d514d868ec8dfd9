package dev.tributary.activity;

import dev.tributary.TributaryException;
import dev.tributary.writer.FencedException;
import java.time.Duration;
import java.util.Optional;

/**
 * One run of an activity, from start to stop: attempt after attempt, and between them the wait that
 * the failure and the policy ask for. Nothing leaves it but as a state with a reason.
 */
final class Supervisor {
  private final ActivityPlan plan;
  private final StopSignal stop;
  private final Ledger ledger;
  private final Announcer announcer;
  private final Streak streak;

  Supervisor(ActivityPlan plan, StopSignal stop, Ledger ledger, Announcer announcer) {
    this.plan = plan;
    this.stop = stop;
    this.ledger = ledger;
    this.announcer = announcer;
    this.streak = new Streak(plan.config().restart());
  }

  /** Returns when the activity has ended, in one of the states that are {@code ended()}. */
  void run() {
    try {
      Next next = new Again(ActivityState.STARTING, Duration.ZERO, "connects: " + plan.way());
      while (next instanceof Again again) {
        next = attemptAfter(again);
      }
      End end = (End) next;
      announcer.enter(end.state(), end.reason());
    } catch (Throwable unforeseen) {
      fail(unforeseen);
    }
  }

  /** The last line: says so first, in a way that cannot fail, and then as well as it can. */
  private void fail(Throwable unforeseen) {
    ledger.enter(ActivityState.FAILED, "Cannot go on");
    try {
      ledger.enter(ActivityState.FAILED, "Cannot go on: " + unforeseen);
      ledger.failed(ActivityStatus.Failure.of(unforeseen, plan.clock().instant()));
      announcer.failed(unforeseen);
    } catch (Throwable more) {
      unforeseen.addSuppressed(more);
    }
  }

  private Next attemptAfter(Again again) {
    pause(again.delay());
    if (stop.raised()) {
      return new End(ActivityState.STOPPED, "");
    }
    ledger.attemptBegins();
    announcer.enter(whileOpening(again), again.reason());
    Optional<Throwable> failure = attempt();
    if (failure.isEmpty()) {
      return new End(ActivityState.STOPPED, "");
    }
    Next next = after(failure.get());
    ledger.crashes(streak.crashes());
    ledger.failed(ActivityStatus.Failure.of(failure.get(), plan.clock().instant()));
    announcer.failed(failure.get());
    if (next instanceof Again later) {
      if (stop.raised()) {
        return new End(
            ActivityState.STOPPED, "stopped after a failure: " + failure.get().getMessage());
      }
      announcer.enter(later.meanwhile(), later.reason());
    }
    return next;
  }

  /** Trying again to reach what is away is still waiting for it. */
  private static ActivityState whileOpening(Again again) {
    return again.meanwhile() == ActivityState.WAITING
        ? ActivityState.WAITING
        : ActivityState.STARTING;
  }

  private Optional<Throwable> attempt() {
    try {
      Attempt.run(new Attempt.Surroundings(plan, stop, streak, ledger, announcer));
      return Optional.empty();
    } catch (Throwable failure) {
      return Optional.of(failure);
    } finally {
      Thread.interrupted();
    }
  }

  private Next after(Throwable failure) {
    if (failure instanceof FencedException) {
      return new End(ActivityState.FENCED, failure.getMessage());
    }
    if (failure instanceof TributaryException known) {
      return switch (known.recovery()) {
        case WAIT -> waitBefore(known);
        case RESTART -> crash(known);
        case STOP -> new End(ActivityState.FAILED, known.getMessage());
      };
    }
    boolean poisoned = failure instanceof Error && !(failure instanceof StackOverflowError);
    return poisoned ? new End(ActivityState.FAILED, failure.toString()) : crash(failure);
  }

  private Again waitBefore(TributaryException failure) {
    Duration delay = streak.waited(plan.ticker().nanos());
    return new Again(
        ActivityState.WAITING,
        delay,
        "tries again after " + delay.toMillis() + " ms: " + failure.getMessage());
  }

  private Next crash(Throwable failure) {
    String words =
        failure instanceof TributaryException ? failure.getMessage() : failure.toString();
    RestartPolicy.Decision decision = streak.crashed();
    if (decision instanceof RestartPolicy.GiveUp giveUp) {
      return new End(ActivityState.FAILED, "gave up after " + giveUp.because() + ": " + words);
    }
    Duration delay = ((RestartPolicy.Restart) decision).after();
    return new Again(
        ActivityState.RESTARTING,
        delay,
        "restarts after " + delay.toMillis() + " ms, crash " + streak.crashes() + ": " + words);
  }

  private void pause(Duration delay) {
    try {
      stop.await(delay);
    } catch (InterruptedException e) {
      // Nobody but this class may say when the activity ends: the next attempt only begins early.
      return;
    }
  }

  /** What follows an attempt. */
  private sealed interface Next {}

  private record Again(ActivityState meanwhile, Duration delay, String reason) implements Next {}

  private record End(ActivityState state, String reason) implements Next {}
}
