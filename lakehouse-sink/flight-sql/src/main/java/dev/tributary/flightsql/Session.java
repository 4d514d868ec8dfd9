package dev.tributary.flightsql;

import java.util.List;
import java.util.Optional;
import org.apache.arrow.flight.CallHeaders;
import org.apache.arrow.flight.FlightProducer.CallContext;
import org.apache.arrow.flight.FlightServerMiddleware;
import org.apache.arrow.flight.ServerHeaderMiddleware;

/** What a call's headers say. */
final class Session {
  static final FlightServerMiddleware.Key<ServerHeaderMiddleware> HEADERS =
      FlightServerMiddleware.Key.of("tributary-headers");

  /** Names that clients of neighbouring systems send, in the order in which they count. */
  private static final List<String> DATABASE_HEADERS =
      List.of("database", "bucket", "bucket-name", "iox-namespace-name");

  private Session() {}

  /** The database in which names without one are looked for. */
  static Optional<String> database(CallContext context) {
    ServerHeaderMiddleware middleware = context.getMiddleware(HEADERS);
    if (middleware == null) {
      return Optional.empty();
    }
    CallHeaders headers = middleware.headers();
    return DATABASE_HEADERS.stream()
        .map(headers::get)
        .filter(value -> value != null && !value.isBlank())
        .findFirst();
  }
}
