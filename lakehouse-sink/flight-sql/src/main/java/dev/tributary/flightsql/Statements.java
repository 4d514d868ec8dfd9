package dev.tributary.flightsql;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.protobuf.ByteString;
import dev.tributary.query.PreparedQuery;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.flight.CallStatus;

/**
 * Planned and prepared statements by handle. A handle is random and says nothing; SQL never travels
 * in a ticket.
 */
final class Statements {
  private final Cache<ByteString, Statement> kept;

  Statements(FlightSqlConfig config) {
    this.kept =
        Caffeine.newBuilder()
            .maximumSize(config.maxStatements())
            .expireAfterAccess(config.statementTtl())
            .build();
  }

  ByteString keep(PreparedQuery query) {
    ByteString handle = ByteString.copyFromUtf8(UUID.randomUUID().toString());
    kept.put(handle, new Statement(query));
    return handle;
  }

  /** The statement of a handle; refuses the call when there is none. */
  Statement find(ByteString handle) {
    Statement statement = kept.getIfPresent(handle);
    if (statement == null) {
      throw CallStatus.NOT_FOUND
          .withDescription(
              "Cannot find the statement: it was closed, or not used for "
                  + FlightSqlConfig.STATEMENT_TTL
                  + ", or pushed out by others (flight-sql.max.statements); prepare it again")
          .toRuntimeException();
    }
    return statement;
  }

  void forget(ByteString handle) {
    kept.invalidate(handle);
  }

  /** One statement and the values bound to its parameters. */
  static final class Statement {
    private final PreparedQuery query;
    private final AtomicReference<List<Object>> parameters = new AtomicReference<>(List.of());

    Statement(PreparedQuery query) {
      this.query = query;
    }

    PreparedQuery query() {
      return query;
    }

    List<Object> parameters() {
      return parameters.get();
    }

    void bind(List<Object> values) {
      parameters.set(values);
    }
  }
}
