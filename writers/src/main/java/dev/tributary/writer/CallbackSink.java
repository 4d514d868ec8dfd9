package dev.tributary.writer;

import dev.tributary.checkpoint.Checkpointer;
import java.time.InstantSource;
import java.util.Objects;

/**
 * A target of the user's own: rows go to a Java callback, the state to a {@link Checkpointer}.
 *
 * <p>At a checkpoint the rows since the last one are handed over, then the state is stored. The two
 * are not one step: after a failure between them the same rows are handed over again, so nothing is
 * missing and something may come twice ({@link Guarantee#AT_LEAST_ONCE}). Two writers of one owner
 * are told apart by the state: the one that finds it moved is fenced, before it hands over rows
 * when it can know by then.
 *
 * <p>Until the checkpoint rows stay in the Arrow memory that they came in. Immutable; thread-safe
 * when callback and checkpointer are.
 */
public final class CallbackSink implements ContinuousSink {
  private final String name;
  private final BatchCallback callback;
  private final Checkpointer checkpointer;
  private final InstantSource clock;

  private CallbackSink(
      String name, BatchCallback callback, Checkpointer checkpointer, InstantSource clock) {
    this.name = requireName("name", name);
    this.callback = Objects.requireNonNull(callback, "callback is null");
    this.checkpointer = Objects.requireNonNull(checkpointer, "checkpointer is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
    if (name.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "Invalid callback sink: name must not hold a slash, got " + name);
    }
  }

  /**
   * A sink that hands its rows to a callback.
   *
   * @param name of the target; state is stored under {@code name/owner}
   * @param checkpointer keeps the state; not closed by the sink, outlives its writers
   */
  public static CallbackSink of(String name, BatchCallback callback, Checkpointer checkpointer) {
    return new CallbackSink(name, callback, checkpointer, InstantSource.system());
  }

  /** The same sink by another clock, which dates its receipts. */
  public CallbackSink clock(InstantSource other) {
    return new CallbackSink(name, callback, checkpointer, other);
  }

  @Override
  public String target() {
    return "callback " + name;
  }

  /** {@inheritDoc} Always false. */
  @Override
  public boolean atomic() {
    return false;
  }

  @Override
  public ContinuousWriter openWriter(String owner) {
    String key = name + "/" + requireName("owner", owner);
    return new CallbackWriter(target(), callback, new FencedState(checkpointer, key), clock);
  }

  private static String requireName(String what, String name) {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("Invalid callback sink: " + what + " is blank");
    }
    return name;
  }
}
