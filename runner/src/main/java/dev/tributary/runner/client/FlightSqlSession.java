package dev.tributary.runner.client;

import dev.tributary.TributaryException;
import dev.tributary.TributaryException.Recovery;
import dev.tributary.runner.output.RowPrinter;
import java.io.IOException;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightRuntimeException;
import org.apache.arrow.flight.FlightStatusCode;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** A connection to a Flight SQL server, for one thread. */
public final class FlightSqlSession implements AutoCloseable {
  private final HostPort place;
  private final BufferAllocator allocator;
  private final FlightSqlClient client;

  private FlightSqlSession(HostPort place, BufferAllocator allocator, FlightSqlClient client) {
    this.place = place;
    this.allocator = allocator;
    this.client = client;
  }

  /** Makes a client; the first query connects. */
  public static FlightSqlSession open(HostPort place) {
    BufferAllocator allocator = new RootAllocator();
    return new FlightSqlSession(
        place,
        allocator,
        new FlightSqlClient(
            FlightClient.builder(allocator, Location.forGrpcInsecure(place.host(), place.port()))
                .build()));
  }

  /**
   * Runs one statement and hands the result to the printer as it comes.
   *
   * @throws TributaryException when the server does not answer or refuses
   */
  public void query(String sql, RowPrinter printer) throws IOException {
    try {
      FlightInfo info = client.execute(sql);
      boolean begun = false;
      for (FlightEndpoint endpoint : info.getEndpoints()) {
        try (FlightStream stream = client.getStream(endpoint.getTicket())) {
          if (!begun) {
            printer.begin(stream.getSchema());
            begun = true;
          }
          while (stream.next()) {
            printer.print(stream.getRoot());
          }
        } catch (FlightRuntimeException | IOException e) {
          throw e;
        } catch (Exception e) {
          throw new IOException("Cannot close the result: " + e.getMessage(), e);
        }
      }
      printer.end();
    } catch (FlightRuntimeException e) {
      throw new TributaryException(Recovery.STOP, sentence(e), e);
    }
  }

  @Override
  public void close() throws Exception {
    try (allocator) {
      client.close();
    }
  }

  private String sentence(FlightRuntimeException failure) {
    if (failure.status().code() == FlightStatusCode.UNAVAILABLE) {
      return "Cannot reach Flight SQL at "
          + place
          + ": is a pipeline running there? (tributary run, tributary demo)";
    }
    String message = String.valueOf(failure.getMessage());
    return message.startsWith("Cannot ") ? message : "Cannot run the query: " + message;
  }
}
