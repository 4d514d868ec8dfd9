package dev.tributary.flightsql;

import dev.tributary.TributaryException;
import dev.tributary.TributaryException.Recovery;
import dev.tributary.query.QueryEngine;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An Arrow Flight SQL server over a query engine: SELECT, prepared statements, metadata; in plain
 * text, without authentication. Thread-safe. Follows the Flight SQL protocol of Arrow 18.
 */
public final class FlightSqlServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FlightSqlServer.class);
  private static final long STOP_SECONDS = 5;

  private final FlightServer server;
  private final BufferAllocator allocator;
  private final ExecutorService threads;
  private final String host;

  private FlightSqlServer(
      FlightServer server, BufferAllocator allocator, ExecutorService threads, String host) {
    this.server = server;
    this.allocator = allocator;
    this.threads = threads;
    this.host = host;
  }

  /**
   * Starts to listen.
   *
   * @param engine stays open as long as the server; the caller's
   * @throws TributaryException when the address cannot be listened on
   */
  public static FlightSqlServer start(QueryEngine engine, FlightSqlConfig config) {
    BufferAllocator allocator = new RootAllocator();
    ExecutorService threads = Executors.newCachedThreadPool(threadFactory());
    Producer producer =
        new Producer(engine, new Statements(config), allocator, config.clientStall(), threads);
    FlightServer server =
        FlightServer.builder(
                allocator, Location.forGrpcInsecure(config.host(), config.port()), producer)
            .middleware(
                Session.HEADERS, new org.apache.arrow.flight.ServerHeaderMiddleware.Factory())
            .executor(threads)
            .build();
    try {
      server.start();
    } catch (IOException e) {
      threads.shutdownNow();
      allocator.close();
      throw new TributaryException(
          Recovery.RESTART,
          "Cannot listen on "
              + config.host()
              + ":"
              + config.port()
              + ": "
              + reason(e)
              + "; set flight-sql.port",
          e);
    }
    FlightSqlServer started = new FlightSqlServer(server, allocator, threads, config.host());
    LOG.info("Flight SQL listens on {}", started.uri());
    return started;
  }

  /** The port that it listens on. */
  public int port() {
    return server.getPort();
  }

  /** Where to connect to, for example {@code grpc://127.0.0.1:8082}. */
  public String uri() {
    return "grpc://" + host + ":" + port();
  }

  /** Stops to listen, ends what is under way, frees everything. */
  @Override
  public void close() {
    boolean interrupted = false;
    try {
      server.shutdown();
      server.awaitTermination(1, TimeUnit.SECONDS);
      server.close();
      threads.shutdownNow();
      threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      threads.shutdownNow();
      try {
        allocator.close();
      } catch (IllegalStateException e) {
        LOG.warn("Flight SQL stopped with results under way: {}", e.getMessage());
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = String.valueOf(cause.getMessage());
    return message.contains("Address already in use") ? "address already in use" : message;
  }

  private static java.util.concurrent.ThreadFactory threadFactory() {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "tributary-flight-sql-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
