package dev.tributary.flightsql;

import dev.tributary.query.QueryResult;
import java.io.IOException;
import java.time.Duration;
import org.apache.arrow.flight.BackpressureStrategy.CallbackBackpressureStrategy;
import org.apache.arrow.flight.BackpressureStrategy.WaitResult;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.vector.ipc.ArrowReader;

/** Sends a result as fast as the client takes it, and stops the query when the client goes away. */
final class ResultStream extends CallbackBackpressureStrategy {
  private final QueryResult result;
  private final ServerStreamListener client;
  private final Duration patience;

  /**
   * @param patience how long the client may take nothing before the query is ended
   */
  ResultStream(QueryResult result, ServerStreamListener client, Duration patience) {
    this.result = result;
    this.client = client;
    this.patience = patience;
  }

  /** Sends everything, or stops; closes the result in any case. */
  void run() throws IOException {
    try (result) {
      register(client);
      client.setUseZeroCopy(true);
      ArrowReader reader = result.reader();
      client.start(reader.getVectorSchemaRoot());
      while (clientIsReady() && reader.loadNextBatch()) {
        client.putNext();
      }
      if (!client.isCancelled()) {
        client.completed();
      }
    }
  }

  @Override
  protected void cancelCallback() {
    result.cancel();
  }

  /** Waits until the client takes more; false when it went away. */
  private boolean clientIsReady() {
    WaitResult wait = waitForListener(patience.toMillis());
    if (wait == WaitResult.TIMEOUT) {
      throw CallStatus.TIMED_OUT
          .withDescription(
              "Cannot go on with the query: the client took no rows for "
                  + FlightSqlConfig.CLIENT_STALL
                  + " = "
                  + patience.toMillis())
          .toRuntimeException();
    }
    return wait == WaitResult.READY;
  }
}
