package dev.tributary.query;

import dev.tributary.TributaryException;

/**
 * A query that cannot be answered. The message is fit for the person who asked: it holds no paths
 * of this host and no stack trace.
 */
public final class QueryException extends TributaryException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  public QueryException(Reason reason, String message) {
    this(reason, message, null);
  }

  public QueryException(Reason reason, String message, Throwable cause) {
    super(reason.recovery, message, cause);
    this.reason = reason;
  }

  /** What kind of failure it is; never null. */
  public Reason reason() {
    return reason;
  }

  /** Kinds of failure. */
  public enum Reason {
    /** The SQL is wrong or not allowed. */
    INVALID(Recovery.STOP),
    /** A table is not there. */
    UNKNOWN_TABLE(Recovery.STOP),
    /** A limit of the engine was reached; the message names its setting. */
    LIMIT(Recovery.WAIT),
    /** The query took longer than it may. */
    TIMED_OUT(Recovery.WAIT),
    /** Somebody cancelled the query. */
    CANCELLED(Recovery.STOP),
    /** The engine or the table's files failed. */
    FAILED(Recovery.RESTART);

    private final Recovery recovery;

    Reason(Recovery recovery) {
      this.recovery = recovery;
    }
  }
}
