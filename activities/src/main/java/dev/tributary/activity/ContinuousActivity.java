package dev.tributary.activity;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A stream that is kept flowing into a target: reads from an endpoint, applies a recipe, writes,
 * commits rows and position together, and only then acknowledges to the source. Restarts itself as
 * its policy says.
 *
 * <pre>{@code
 * try (ContinuousActivity activity =
 *     ContinuousActivity.named("flights-to-lake").from(endpoint).into(sink).start()) {
 *   activity.awaitStopped();
 * }
 * }</pre>
 *
 * <p>While started it has one thread of its own, named {@code tributary-activity-<name>}, which is
 * no daemon: a program does not end under an activity that nobody stopped. Activities share
 * nothing, so what befalls one does not touch another.
 *
 * <p>All methods may be called from any thread.
 */
public final class ContinuousActivity implements AutoCloseable {
  private final ActivityPlan plan;
  private final Ledger ledger;
  private final Announcer announcer;

  // Guarded by this.
  private StopSignal stop;
  private Thread thread;
  private boolean running;
  private boolean startAgain;
  private boolean closed;

  ContinuousActivity(ActivityPlan plan, ActivityListener listener) {
    this.plan = plan;
    this.ledger = new Ledger(plan);
    this.announcer = new Announcer(ledger, listener);
  }

  /**
   * Begins to describe an activity.
   *
   * @param name its id: the target keeps its state under this name, and the source knows its reader
   *     by it; the same name goes on where it stopped, in any process
   */
  public static ActivityBuilder named(String name) {
    return new ActivityBuilder(name);
  }

  public String name() {
    return plan.name();
  }

  /**
   * Starts the activity and returns at once; what becomes of it is told by {@link #status()}. An
   * activity that is still stopping starts again when it has stopped; nothing happens to one that
   * is started already. Crashes are counted anew.
   *
   * @return this
   * @throws IllegalStateException when it is closed
   */
  public synchronized ContinuousActivity start() {
    if (closed) {
      throw new IllegalStateException("Cannot start activity " + name() + ": it is closed");
    }
    ledger.wantStarted();
    if (running) {
      startAgain = stop.raised();
      return this;
    }
    stop = new StopSignal(plan.ticker());
    thread = new Thread(this::runUntilStopped, "tributary-activity-" + name());
    thread.setDaemon(false);
    // The new thread first asks for this object's lock, so it begins behind these lines.
    thread.start();
    running = true;
    ledger.runBegins(plan.clock().instant());
    return this;
  }

  /**
   * Asks the activity to stop and returns at once. It commits what it has read, acknowledges, and
   * closes; a wait for a restart, and an open that takes long, end early. Nothing happens to one
   * that is not started.
   */
  public synchronized void stop() {
    ledger.wantStopped();
    startAgain = false;
    if (running) {
      stop.raise();
    }
  }

  /**
   * Waits until the activity has ended: because it was stopped, has failed for good, or was fenced.
   * Returns at once when it was never started.
   *
   * @throws IllegalStateException when called from the activity's own thread
   */
  public void awaitStopped() throws InterruptedException {
    Thread waitedFor = threadToWaitFor();
    if (waitedFor != null) {
      waitedFor.join();
    }
  }

  /**
   * {@link #awaitStopped()}, but not longer than this.
   *
   * @return whether it has ended
   */
  public boolean awaitStopped(Duration longest) throws InterruptedException {
    Thread waitedFor = threadToWaitFor();
    if (waitedFor == null) {
      return true;
    }
    TimeUnit.NANOSECONDS.timedJoin(waitedFor, longest.toNanos());
    return !waitedFor.isAlive();
  }

  /** The activity at this moment. */
  public ActivityStatus status() {
    return ledger.status();
  }

  /**
   * Stops the activity, waits until it has ended, and lets nobody start it again. When the calling
   * thread is interrupted meanwhile, it returns early with its interrupt flag set; the activity
   * ends by itself.
   *
   * @throws IllegalStateException when called from the activity's own thread; it stops nevertheless
   */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      stop();
    }
    try {
      awaitStopped();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return "activity " + name();
  }

  private synchronized Thread threadToWaitFor() {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException(
          "Cannot wait for activity " + name() + " on its own thread: it would wait for ever");
    }
    return thread;
  }

  private void runUntilStopped() {
    boolean again;
    do {
      new Supervisor(plan, currentStop(), ledger, announcer).run();
      again = endsOrBeginsAgain();
    } while (again);
  }

  private synchronized StopSignal currentStop() {
    return stop;
  }

  private synchronized boolean endsOrBeginsAgain() {
    running = startAgain;
    if (startAgain) {
      startAgain = false;
      stop = new StopSignal(plan.ticker());
      ledger.runBegins(plan.clock().instant());
    }
    return running;
  }
}
