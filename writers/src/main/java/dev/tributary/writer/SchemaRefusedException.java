package dev.tributary.writer;

import dev.tributary.TributaryException;

/**
 * A batch's schema does not fit the target and the target must not, or cannot, be changed to it.
 */
public final class SchemaRefusedException extends TributaryException {
  private static final long serialVersionUID = 1L;

  public SchemaRefusedException(String message) {
    super(Recovery.RESTART, message);
  }
}
