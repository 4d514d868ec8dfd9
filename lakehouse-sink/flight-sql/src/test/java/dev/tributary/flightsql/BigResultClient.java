package dev.tributary.flightsql;

import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;

/** Reads a result to its end and prints the number of rows and the sum of their first column. */
final class BigResultClient {
  private BigResultClient() {}

  public static void main(String[] arguments) throws Exception {
    Location server = Location.forGrpcInsecure("127.0.0.1", Integer.parseInt(arguments[0]));
    try (BufferAllocator allocator = new RootAllocator(64L << 20);
        FlightSqlClient client =
            new FlightSqlClient(FlightClient.builder(allocator, server).build())) {
      FlightInfo info = client.execute(arguments[1]);
      long rows = 0;
      long sum = 0;
      try (FlightStream stream = client.getStream(info.getEndpoints().get(0).getTicket())) {
        while (stream.next()) {
          BigIntVector numbers = (BigIntVector) stream.getRoot().getVector(0);
          for (int i = 0; i < numbers.getValueCount(); i++) {
            sum += numbers.get(i);
          }
          rows += stream.getRoot().getRowCount();
        }
      }
      System.out.println(rows + " rows, sum " + sum);
    }
  }
}
