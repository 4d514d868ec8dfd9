package dev.tributary.endpoint;

import dev.tributary.TributaryException;

/**
 * A record cannot be decoded into the schema. The message names where the record is, the field and
 * the reason.
 */
public final class RecordFormatException extends TributaryException {
  private static final long serialVersionUID = 1L;

  public RecordFormatException(String message) {
    super(Recovery.RESTART, message);
  }
}
