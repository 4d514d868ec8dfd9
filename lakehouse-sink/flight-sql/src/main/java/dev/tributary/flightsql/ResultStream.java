package dev.tributary.flightsql;

import dev.tributary.query.QueryResult;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.arrow.flight.BackpressureStrategy.CallbackBackpressureStrategy;
import org.apache.arrow.flight.BackpressureStrategy.WaitResult;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.vector.ipc.ArrowReader;

/** Sends a result as fast as the client takes it, and stops the query when the client goes away. */
final class ResultStream extends CallbackBackpressureStrategy {
  private final ServerStreamListener client;
  private final Duration patience;
  private final AtomicReference<Runnable> stop = new AtomicReference<>(() -> {});

  /**
   * @param patience how long the client may take nothing before the query is ended
   */
  ResultStream(ServerStreamListener client, Duration patience) {
    this.client = client;
    this.patience = patience;
  }

  /**
   * Runs the query and sends everything, or stops; closes the result in any case.
   *
   * @param query starts the query; is given what takes the way to stop it
   */
  void run(Function<Consumer<Runnable>, QueryResult> query) throws IOException {
    register(client);
    try (QueryResult result = query.apply(this::stopWith)) {
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
    stop.get().run();
  }

  /** The client may have gone away already, so it is asked once more. */
  private void stopWith(Runnable task) {
    stop.set(task);
    if (client.isCancelled()) {
      task.run();
    }
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
