package dev.tributary.endpoint;

import dev.tributary.TributaryException;

/** The source does not answer, or the stream is not there yet. Waiting helps. */
public final class EndpointUnavailableException extends TributaryException {
  private static final long serialVersionUID = 1L;

  public EndpointUnavailableException(String message, Throwable cause) {
    super(Recovery.WAIT, message, cause);
  }
}
