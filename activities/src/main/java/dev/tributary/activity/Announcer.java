package dev.tributary.activity;

import dev.tributary.TributaryException;
import dev.tributary.TributaryException.Recovery;
import dev.tributary.writer.CommitReceipt;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log and the listener what happens. For the activity's thread only. */
final class Announcer {
  private static final Logger LOG = LoggerFactory.getLogger(ContinuousActivity.class);

  private final Ledger ledger;
  private final ActivityListener listener;
  private ActivityState announced = ActivityState.STOPPED;

  Announcer(Ledger ledger, ActivityListener listener) {
    this.ledger = ledger;
    this.listener = listener;
  }

  /** The activity enters a state. */
  void enter(ActivityState state, String reason) {
    ledger.enter(state, reason);
    refresh();
  }

  /** The state may have changed by the time that has passed. */
  void refresh() {
    ActivityStatus now = ledger.status();
    if (now.state() == announced) {
      return;
    }
    announced = now.state();
    if (now.reason().isEmpty()) {
      LOG.info("Activity {} is {}", now.name(), now.state());
    } else {
      LOG.info("Activity {} is {}: {}", now.name(), now.state(), now.reason());
    }
    tell(to -> to.stateChanged(now));
  }

  void committed(CommitReceipt receipt) {
    ActivityStatus now = ledger.status();
    tell(to -> to.committed(now, receipt));
  }

  void failed(Throwable failure) {
    ActivityStatus now = ledger.status();
    if (failure instanceof TributaryException known && known.recovery() == Recovery.WAIT) {
      LOG.warn("Activity {}, attempt {}: {}", now.name(), now.attempt(), known.getMessage());
    } else {
      LOG.error("Activity {}, attempt {} failed", now.name(), now.attempt(), failure);
    }
    tell(to -> to.failed(now, failure));
  }

  private void tell(Consumer<ActivityListener> what) {
    try {
      what.accept(listener);
    } catch (RuntimeException e) {
      LOG.warn("The listener of an activity failed; the activity goes on", e);
    }
  }
}
