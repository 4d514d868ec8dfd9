package dev.tributary.flightsql;

import dev.tributary.TributaryException;
import dev.tributary.query.QueryException;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what went wrong into what Flight says, once, at the edge. */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  static FlightRuntimeException translate(Throwable failure) {
    if (failure instanceof FlightRuntimeException told) {
      return told;
    }
    if (failure instanceof QueryException query) {
      CallStatus status =
          switch (query.reason()) {
            case INVALID -> CallStatus.INVALID_ARGUMENT;
            case UNKNOWN_TABLE -> CallStatus.NOT_FOUND;
            case LIMIT -> CallStatus.RESOURCE_EXHAUSTED;
            case TIMED_OUT -> CallStatus.TIMED_OUT;
            case CANCELLED -> CallStatus.CANCELLED;
            case FAILED -> CallStatus.INTERNAL;
          };
      return status.withDescription(query.getMessage()).toRuntimeException();
    }
    if (failure instanceof TributaryException known) {
      return CallStatus.INTERNAL.withDescription(known.getMessage()).toRuntimeException();
    }
    LOG.warn("Cannot answer a call", failure);
    return CallStatus.INTERNAL
        .withDescription(
            "Cannot answer: " + failure.getClass().getSimpleName() + "; see the server's log")
        .toRuntimeException();
  }

  static FlightRuntimeException readOnly(String what) {
    return CallStatus.UNIMPLEMENTED
        .withDescription("Cannot " + what + ": the server answers SELECT only")
        .toRuntimeException();
  }
}
