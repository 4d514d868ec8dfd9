package dev.tributary.writer;

import dev.tributary.TributaryException;

/**
 * Another writer owns the target now: it has moved the state that this writer started from. This
 * writer must not go on.
 */
public final class FencedException extends TributaryException {
  private static final long serialVersionUID = 1L;

  public FencedException(String message) {
    super(Recovery.STOP, message);
  }
}
