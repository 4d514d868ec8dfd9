package dev.tributary.flightsql;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.tributary.flightsql.Statements.Statement;
import dev.tributary.lakehouse.TableName;
import dev.tributary.query.PreparedQuery;
import dev.tributary.query.QueryEngine;
import dev.tributary.query.QueryException;
import dev.tributary.query.QueryResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.arrow.flight.FlightDescriptor;
import org.apache.arrow.flight.FlightEndpoint;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.PutResult;
import org.apache.arrow.flight.Result;
import org.apache.arrow.flight.SchemaResult;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.flight.sql.NoOpFlightSqlProducer;
import org.apache.arrow.flight.sql.SqlInfoBuilder;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionClosePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementRequest;
import org.apache.arrow.flight.sql.impl.FlightSql.ActionCreatePreparedStatementResult;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetCatalogs;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetCrossReference;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetDbSchemas;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetExportedKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetImportedKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetPrimaryKeys;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetSqlInfo;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetTableTypes;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetTables;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetXdbcTypeInfo;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandPreparedStatementUpdate;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementIngest;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementQuery;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandStatementUpdate;
import org.apache.arrow.flight.sql.impl.FlightSql.TicketStatementQuery;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.types.pojo.Schema;

/** Answers the calls of the protocol; each call is short: check, ask the engine, send. */
final class Producer extends NoOpFlightSqlProducer {
  private final QueryEngine engine;
  private final Statements statements;
  private final BufferAllocator allocator;
  private final Duration patience;
  private final Executor streams;
  private final RowSender rows;
  private final SqlInfoBuilder info = ServerInfo.builder();

  Producer(
      QueryEngine engine,
      Statements statements,
      BufferAllocator allocator,
      Duration patience,
      Executor streams) {
    this.engine = engine;
    this.statements = statements;
    this.allocator = allocator;
    this.patience = patience;
    this.streams = streams;
    this.rows = new RowSender(allocator);
  }

  // Statements: planned when asked for, run on the pinned snapshots when fetched.

  @Override
  public FlightInfo getFlightInfoStatement(
      CommandStatementQuery command, CallContext context, FlightDescriptor descriptor) {
    PreparedQuery query = prepare(command.getQuery(), context);
    TicketStatementQuery ticket =
        TicketStatementQuery.newBuilder().setStatementHandle(statements.keep(query)).build();
    return info(ticket, descriptor, query.schema());
  }

  @Override
  public SchemaResult getSchemaStatement(
      CommandStatementQuery command, CallContext context, FlightDescriptor descriptor) {
    return new SchemaResult(prepare(command.getQuery(), context).schema());
  }

  @Override
  public void getStreamStatement(
      TicketStatementQuery ticket, CallContext context, ServerStreamListener client) {
    send(
        client,
        stop -> statements.find(ticket.getStatementHandle()).query().execute(allocator, stop));
  }

  // Prepared statements: planned anew at each run, on the snapshots of that moment.

  @Override
  public void createPreparedStatement(
      ActionCreatePreparedStatementRequest request,
      CallContext context,
      StreamListener<Result> client) {
    reply(
        client,
        () -> {
          PreparedQuery query = prepare(request.getQuery(), context);
          return Any.pack(
              ActionCreatePreparedStatementResult.newBuilder()
                  .setPreparedStatementHandle(statements.keep(query))
                  .setDatasetSchema(ByteString.copyFrom(query.schema().serializeAsMessage()))
                  .setParameterSchema(ByteString.copyFrom(query.parameters().serializeAsMessage()))
                  .build());
        });
  }

  @Override
  public void closePreparedStatement(
      ActionClosePreparedStatementRequest request,
      CallContext context,
      StreamListener<Result> client) {
    statements.forget(request.getPreparedStatementHandle());
    client.onCompleted();
  }

  @Override
  public Runnable acceptPutPreparedStatementQuery(
      CommandPreparedStatementQuery command,
      CallContext context,
      FlightStream stream,
      StreamListener<PutResult> client) {
    return () -> {
      try {
        Statement statement = statements.find(command.getPreparedStatementHandle());
        statement.bind(ParameterValues.read(stream));
        client.onCompleted();
      } catch (RuntimeException e) {
        client.onError(Failures.translate(e));
      }
    };
  }

  @Override
  public FlightInfo getFlightInfoPreparedStatement(
      CommandPreparedStatementQuery command, CallContext context, FlightDescriptor descriptor) {
    Statement statement = statements.find(command.getPreparedStatementHandle());
    return info(command, descriptor, statement.query().schema());
  }

  @Override
  public void getStreamPreparedStatement(
      CommandPreparedStatementQuery command, CallContext context, ServerStreamListener client) {
    send(
        client,
        stop -> {
          Statement statement = statements.find(command.getPreparedStatementHandle());
          return statement.query().executeOnPresent(statement.parameters(), allocator, stop);
        });
  }

  // What writes is refused.

  @Override
  public Runnable acceptPutStatement(
      CommandStatementUpdate command,
      CallContext context,
      FlightStream stream,
      StreamListener<PutResult> client) {
    return () -> client.onError(Failures.readOnly("run an update"));
  }

  @Override
  public Runnable acceptPutPreparedStatementUpdate(
      CommandPreparedStatementUpdate command,
      CallContext context,
      FlightStream stream,
      StreamListener<PutResult> client) {
    return () -> client.onError(Failures.readOnly("run an update"));
  }

  @Override
  public Runnable acceptPutStatementBulkIngest(
      CommandStatementIngest command,
      CallContext context,
      FlightStream stream,
      StreamListener<PutResult> client) {
    return () -> client.onError(Failures.readOnly("ingest rows"));
  }

  // Metadata.

  @Override
  public FlightInfo getFlightInfoCatalogs(
      CommandGetCatalogs command, CallContext context, FlightDescriptor descriptor) {
    return info(command, descriptor, Schemas.GET_CATALOGS_SCHEMA);
  }

  @Override
  public void getStreamCatalogs(CallContext context, ServerStreamListener client) {
    rows.send(
        client,
        Schemas.GET_CATALOGS_SCHEMA,
        List.of(MetadataRows.CATALOG),
        (name, row) -> row.accept(name, 0));
  }

  @Override
  public FlightInfo getFlightInfoSchemas(
      CommandGetDbSchemas command, CallContext context, FlightDescriptor descriptor) {
    return info(command, descriptor, Schemas.GET_SCHEMAS_SCHEMA);
  }

  @Override
  public void getStreamSchemas(
      CommandGetDbSchemas command, CallContext context, ServerStreamListener client) {
    guarded(
        client,
        () ->
            rows.send(
                client,
                Schemas.GET_SCHEMAS_SCHEMA,
                MetadataRows.databases(
                    engine.tables(),
                    given(command.hasCatalog(), command.getCatalog()),
                    given(command.hasDbSchemaFilterPattern(), command.getDbSchemaFilterPattern())),
                (database, row) -> {
                  row.accept(MetadataRows.CATALOG, 0);
                  row.accept(database, 1);
                }));
  }

  @Override
  public FlightInfo getFlightInfoTables(
      CommandGetTables command, CallContext context, FlightDescriptor descriptor) {
    return info(command, descriptor, tablesSchema(command));
  }

  @Override
  public void getStreamTables(
      CommandGetTables command, CallContext context, ServerStreamListener client) {
    guarded(
        client,
        () ->
            rows.send(
                client,
                tablesSchema(command),
                MetadataRows.tables(
                    engine.tables(),
                    given(command.hasCatalog(), command.getCatalog()),
                    given(command.hasDbSchemaFilterPattern(), command.getDbSchemaFilterPattern()),
                    given(command.hasTableNameFilterPattern(), command.getTableNameFilterPattern()),
                    command.getTableTypesList()),
                (table, row) -> {
                  row.accept(MetadataRows.CATALOG, 0);
                  row.accept(table.database(), 1);
                  row.accept(table.table(), 2);
                  row.accept(MetadataRows.TABLE_TYPE, 3);
                  if (command.getIncludeSchema()) {
                    row.accept(columns(table), 4);
                  }
                }));
  }

  @Override
  public FlightInfo getFlightInfoTableTypes(
      CommandGetTableTypes command, CallContext context, FlightDescriptor descriptor) {
    return info(command, descriptor, Schemas.GET_TABLE_TYPES_SCHEMA);
  }

  @Override
  public void getStreamTableTypes(CallContext context, ServerStreamListener client) {
    rows.send(
        client,
        Schemas.GET_TABLE_TYPES_SCHEMA,
        List.of(MetadataRows.TABLE_TYPE),
        (type, row) -> row.accept(type, 0));
  }

  @Override
  public FlightInfo getFlightInfoSqlInfo(
      CommandGetSqlInfo command, CallContext context, FlightDescriptor descriptor) {
    return info(command, descriptor, Schemas.GET_SQL_INFO_SCHEMA);
  }

  @Override
  public void getStreamSqlInfo(
      CommandGetSqlInfo command, CallContext context, ServerStreamListener client) {
    info.send(command.getInfoList(), client);
  }

  @Override
  public FlightInfo getFlightInfoTypeInfo(
      CommandGetXdbcTypeInfo command, CallContext context, FlightDescriptor descriptor) {
    return info(command, descriptor, Schemas.GET_TYPE_INFO_SCHEMA);
  }

  @Override
  public void getStreamTypeInfo(
      CommandGetXdbcTypeInfo command, CallContext context, ServerStreamListener client) {
    guarded(
        client,
        () ->
            TypeInfo.send(
                command.hasDataType() ? OptionalInt.of(command.getDataType()) : OptionalInt.empty(),
                allocator,
                client));
  }

  @Override
  public FlightInfo getFlightInfoPrimaryKeys(
      CommandGetPrimaryKeys command, CallContext context, FlightDescriptor descriptor) {
    return info(command, descriptor, Schemas.GET_PRIMARY_KEYS_SCHEMA);
  }

  @Override
  public void getStreamPrimaryKeys(
      CommandGetPrimaryKeys command, CallContext context, ServerStreamListener client) {
    none(client, Schemas.GET_PRIMARY_KEYS_SCHEMA);
  }

  @Override
  public FlightInfo getFlightInfoExportedKeys(
      CommandGetExportedKeys command, CallContext context, FlightDescriptor descriptor) {
    return info(command, descriptor, Schemas.GET_EXPORTED_KEYS_SCHEMA);
  }

  @Override
  public void getStreamExportedKeys(
      CommandGetExportedKeys command, CallContext context, ServerStreamListener client) {
    none(client, Schemas.GET_EXPORTED_KEYS_SCHEMA);
  }

  @Override
  public FlightInfo getFlightInfoImportedKeys(
      CommandGetImportedKeys command, CallContext context, FlightDescriptor descriptor) {
    return info(command, descriptor, Schemas.GET_IMPORTED_KEYS_SCHEMA);
  }

  @Override
  public void getStreamImportedKeys(
      CommandGetImportedKeys command, CallContext context, ServerStreamListener client) {
    none(client, Schemas.GET_IMPORTED_KEYS_SCHEMA);
  }

  @Override
  public FlightInfo getFlightInfoCrossReference(
      CommandGetCrossReference command, CallContext context, FlightDescriptor descriptor) {
    return info(command, descriptor, Schemas.GET_CROSS_REFERENCE_SCHEMA);
  }

  @Override
  public void getStreamCrossReference(
      CommandGetCrossReference command, CallContext context, ServerStreamListener client) {
    none(client, Schemas.GET_CROSS_REFERENCE_SCHEMA);
  }

  private PreparedQuery prepare(String sql, CallContext context) {
    try {
      return engine.prepare(sql, Session.database(context));
    } catch (RuntimeException e) {
      throw Failures.translate(e);
    }
  }

  /**
   * In a thread of its own: gRPC tells that a client is ready only after its own thread is free.
   */
  private void send(ServerStreamListener client, Function<Consumer<Runnable>, QueryResult> query) {
    streams.execute(
        () -> {
          try {
            new ResultStream(client, patience).run(query);
          } catch (Exception e) {
            client.error(Failures.translate(e));
          }
        });
  }

  private static void guarded(ServerStreamListener client, Runnable sending) {
    try {
      sending.run();
    } catch (RuntimeException e) {
      client.error(Failures.translate(e));
    }
  }

  private static void reply(StreamListener<Result> client, Supplier<Message> answer) {
    Message message;
    try {
      message = answer.get();
    } catch (RuntimeException e) {
      client.onError(Failures.translate(e));
      return;
    }
    client.onNext(new Result(message.toByteArray()));
    client.onCompleted();
  }

  private void none(ServerStreamListener client, Schema schema) {
    rows.send(client, schema, List.of(), (nothing, row) -> {});
  }

  private byte[] columns(TableName table) {
    try {
      return ColumnTypes.described(engine.columns(table), table).serializeAsMessage();
    } catch (QueryException e) {
      // Dropped since it was listed: one name too many is no reason to refuse the list.
      return new Schema(List.of()).serializeAsMessage();
    }
  }

  private static Schema tablesSchema(CommandGetTables command) {
    return command.getIncludeSchema()
        ? Schemas.GET_TABLES_SCHEMA
        : Schemas.GET_TABLES_SCHEMA_NO_SCHEMA;
  }

  private static Optional<String> given(boolean has, String value) {
    return has ? Optional.of(value) : Optional.empty();
  }

  /** One endpoint without a location: the client fetches where it asked. */
  private static FlightInfo info(Message ticket, FlightDescriptor descriptor, Schema schema) {
    FlightEndpoint endpoint = new FlightEndpoint(new Ticket(Any.pack(ticket).toByteArray()));
    return new FlightInfo(schema, descriptor, List.of(endpoint), -1, -1);
  }
}
