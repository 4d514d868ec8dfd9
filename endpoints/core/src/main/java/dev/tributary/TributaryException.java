package dev.tributary;

/**
 * What Tributary throws when it cannot go on.
 *
 * <p>The message reads {@code Cannot <do> <what>: <values and reason>}. {@link #recovery()} tells
 * an activity what may help; it is the only thing about a failure that an activity decides by.
 */
public class TributaryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Recovery recovery;

  public TributaryException(Recovery recovery, String message) {
    this(recovery, message, null);
  }

  public TributaryException(Recovery recovery, String message, Throwable cause) {
    super(message, cause);
    this.recovery = recovery;
  }

  /** What may help against this failure; never null. */
  public final Recovery recovery() {
    return recovery;
  }

  /** What may help against a failure. */
  public enum Recovery {
    /**
     * Something outside is away (a broker, a catalog). Trying again later helps, however often; it
     * is no crash.
     */
    WAIT,
    /**
     * Starting again from the last committed position may help; the restart policy decides how
     * often.
     */
    RESTART,
    /** Starting again would be wrong or useless until a person has decided something. */
    STOP
  }
}
