package dev.tributary.flightsql;

import dev.tributary.endpoint.Position;
import dev.tributary.endpoint.RecordBatch;
import dev.tributary.format.DecodedMessages;
import dev.tributary.format.JsonFormat;
import dev.tributary.format.MessageDecoder;
import dev.tributary.lakehouse.Lakehouse;
import dev.tributary.lakehouse.LakehouseTable;
import dev.tributary.query.QueryConfig;
import dev.tributary.query.QueryEngine;
import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.schema.Schema;
import dev.tributary.writer.ContinuousWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** A real lakehouse with a real server in front of it. */
final class Lake implements AutoCloseable {
  static final Schema QUAKES =
      Schema.of(
          Column.of("id", ColumnType.parse("string")),
          Column.of("properties", ColumnType.parse("struct<mag: double, time: timestamp>")),
          Column.of("spots", ColumnType.parse("list<double>")));

  final Lakehouse lakehouse;
  final QueryEngine engine;
  final FlightSqlServer server;
  final BufferAllocator allocator = new RootAllocator();

  Lake(Path folder) {
    this(folder, QueryConfig.defaults());
  }

  Lake(Path folder, QueryConfig config) {
    lakehouse = Lakehouse.open(folder);
    engine = QueryEngine.open(lakehouse, config);
    server = FlightSqlServer.start(engine, FlightSqlConfig.defaults().onPort(0));
  }

  LakehouseTable quakes() {
    return lakehouse.table("geo.quakes").timeColumn("properties.time");
  }

  /** Commits JSON rows to a table, as the activity {@code test}. */
  void append(LakehouseTable table, Schema schema, String... rows) throws InterruptedException {
    ContinuousWriter writer = table.openWriter("test");
    append(writer, schema, rows);
    writer.close(false);
  }

  void append(ContinuousWriter writer, Schema schema, String... rows) throws InterruptedException {
    MessageDecoder decoder = JsonFormat.of(schema).newDecoder(allocator);
    DecodedMessages decoded =
        decoder.decode(
            Arrays.stream(rows).map(row -> row.getBytes(StandardCharsets.UTF_8)).toList());
    Position position = new Position("{\"next\":" + rows.length + "}");
    try (RecordBatch batch =
        new RecordBatch(decoded.schema(), decoded.vectors(), position, position, 1)) {
      writer.write(batch);
    }
    writer.checkpoint(position);
  }

  Connection jdbc() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:arrow-flight-sql://127.0.0.1:" + server.port() + "?useEncryption=false");
  }

  FlightSqlClient client() {
    return new FlightSqlClient(
        FlightClient.builder(allocator, Location.forGrpcInsecure("127.0.0.1", server.port()))
            .build());
  }

  @Override
  public void close() {
    server.close();
    engine.close();
    lakehouse.close();
    allocator.close();
  }
}
