package dev.tributary.activity;

import dev.tributary.TributaryException;
import dev.tributary.TributaryException.Recovery;
import dev.tributary.endpoint.Position;
import dev.tributary.endpoint.RecordBatch;
import dev.tributary.writer.CommitReceipt;
import java.time.Duration;
import java.util.Optional;
import org.apache.arrow.memory.OutOfMemoryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One way through open, read, recipe, write, checkpoint, acknowledge, close: until a stop is wanted
 * or something fails. The acknowledgement stands behind the checkpoint in one place, {@link
 * #commit()}; whatever is thrown anywhere leaves by another way.
 */
final class Attempt {
  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

  /** How long a reader may wait before states and lags are looked at again. */
  private static final Duration LONGEST_POLL = Duration.ofMillis(500);

  private final ActivityPlan plan;
  private final StopSignal stop;
  private final Streak streak;
  private final Ledger ledger;
  private final Announcer announcer;
  private final AttemptMemory memory;
  private final Link link;
  private final Uncommitted uncommitted;

  private Attempt(Surroundings around, AttemptMemory memory, Link link) {
    this.plan = around.plan();
    this.stop = around.stop();
    this.streak = around.streak();
    this.ledger = around.ledger();
    this.announcer = around.announcer();
    this.memory = memory;
    this.link = link;
    this.uncommitted = new Uncommitted(link.from());
  }

  /** What an attempt lives in; shared by all attempts of a run. */
  record Surroundings(
      ActivityPlan plan, StopSignal stop, Streak streak, Ledger ledger, Announcer announcer) {}

  /** Returns after a stop was wanted and all that was read is committed; throws otherwise. */
  static void run(Surroundings around) throws InterruptedException {
    try (AttemptMemory memory = AttemptMemory.open(around.plan())) {
      try {
        Optional<Link> link = open(around, memory);
        if (link.isPresent()) {
          new Attempt(around, memory, link.get()).run();
        }
      } catch (OutOfMemoryException e) {
        throw memory.exhausted(e);
      }
    } finally {
      around.ledger().attemptEnds();
    }
  }

  /** Empty when a stop was wanted meanwhile: opening is the only thing that a stop interrupts. */
  private static Optional<Link> open(Surroundings around, AttemptMemory memory)
      throws InterruptedException {
    StopSignal stop = around.stop();
    stop.wakeBy(Thread.currentThread()::interrupt);
    try {
      return Optional.of(Link.open(around.plan(), memory.allocator()));
    } catch (InterruptedException | RuntimeException e) {
      if (!stop.raised()) {
        throw e;
      }
      LOG.debug("Activity {} was stopped while it opened", around.plan().name(), e);
      return Optional.empty();
    } finally {
      stop.wakeByNothing();
      if (stop.raised()) {
        Thread.interrupted();
      }
    }
  }

  private void run() throws InterruptedException {
    boolean failed = true;
    try {
      stop.wakeBy(link.reader()::wakeup);
      ledger.found(link.from());
      ledger.writes(link.writer()::trouble);
      streak.running(now());
      announcer.enter(ActivityState.RUNNING, "");
      while (!stop.raised()) {
        read();
        if (isDue()) {
          commit();
        }
        ledger.seen(link.reader().status());
        announcer.refresh();
      }
      announcer.enter(ActivityState.STOPPING, "");
      commitIfAny();
      failed = false;
    } finally {
      stop.wakeByNothing();
      link.close(failed);
    }
  }

  private void read() throws InterruptedException {
    Optional<RecordBatch> batch;
    try {
      batch = link.reader().poll(untilDue());
    } catch (RuntimeException failure) {
      throw commitBefore(failure);
    }
    if (batch.isPresent()) {
      take(batch.get());
    }
  }

  private void take(RecordBatch batch) throws InterruptedException {
    Position after = batch.after();
    long bytes = batch.sourceBytes();
    try (RecordBatch result = cook(batch)) {
      int rows = result.rowCount();
      link.writer().write(result);
      uncommitted.add(after, rows, bytes, now());
    }
    ledger.read(uncommitted.rows());
  }

  /** The recipe's result, which the caller owns; the batch itself is closed when there is none. */
  private RecordBatch cook(RecordBatch batch) throws InterruptedException {
    if (batch.rowCount() == 0) {
      return batch;
    }
    Position before = batch.before();
    try {
      RecordBatch result = plan.recipe().apply(batch);
      if (result != null) {
        return result;
      }
    } catch (RuntimeException failure) {
      batch.close();
      throw commitBefore(failure);
    } catch (Throwable failure) {
      batch.close();
      throw failure;
    }
    batch.close();
    throw commitBefore(
        new TributaryException(
            Recovery.RESTART,
            "Cannot write what the recipe of activity "
                + plan.name()
                + " made of the batch at "
                + before
                + ": it returned null"));
  }

  /**
   * Commits what was read before a failure that the writer had no part in: its position is exact.
   * Returns the failure.
   */
  private RuntimeException commitBefore(RuntimeException failure) throws InterruptedException {
    try {
      commitIfAny();
    } catch (RuntimeException worse) {
      if (worse != failure) {
        worse.addSuppressed(failure);
      }
      throw worse;
    }
    return failure;
  }

  private void commitIfAny() throws InterruptedException {
    if (!uncommitted.isNone()) {
      commit();
    }
  }

  private void commit() throws InterruptedException {
    Position after = uncommitted.after();
    CommitReceipt receipt = link.writer().checkpoint(after);
    if (!receipt.stored()) {
      return;
    }
    uncommitted.committed();
    ledger.committed(receipt, after);
    streak.committed(now());
    ledger.crashes(streak.crashes());
    announcer.committed(receipt);
    acknowledge(after);
  }

  /** The next acknowledgement makes good for one that fails. */
  private void acknowledge(Position committed) {
    try {
      link.reader().acknowledge(committed);
    } catch (RuntimeException e) {
      LOG.warn("Activity {} could not acknowledge {}", plan.name(), committed, e);
    }
  }

  private boolean isDue() {
    boolean memoryIsScarce = uncommitted.rows().rows() > 0 && memory.scarce();
    return !uncommitted.isNone() && (memoryIsScarce || untilDue().isZero());
  }

  /**
   * How long to wait for more: until the next commit is due, or until it is time to look around.
   */
  private Duration untilDue() {
    if (uncommitted.isNone()) {
      return LONGEST_POLL;
    }
    Duration left = plan.config().commit().remaining(uncommitted.rows(), uncommitted.age(now()));
    return left.compareTo(LONGEST_POLL) < 0 ? left : LONGEST_POLL;
  }

  private long now() {
    return plan.ticker().nanos();
  }
}
