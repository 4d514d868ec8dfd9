package dev.tributary.endpoint;

import dev.tributary.TributaryException;

/**
 * The stream is not the one that the position was taken from, or records behind the position are
 * gone. A person must decide.
 */
public final class SourceChangedException extends TributaryException {
  private static final long serialVersionUID = 1L;

  public SourceChangedException(String message) {
    super(Recovery.STOP, message);
  }
}
