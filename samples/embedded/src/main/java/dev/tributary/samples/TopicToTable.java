package dev.tributary.samples;

import dev.tributary.activity.ContinuousActivity;
import dev.tributary.activity.RestartPolicy;
import dev.tributary.endpoint.kafka.KafkaEndpoint;
import dev.tributary.flightsql.FlightSqlConfig;
import dev.tributary.flightsql.FlightSqlServer;
import dev.tributary.format.JsonFormat;
import dev.tributary.lakehouse.Lakehouse;
import dev.tributary.query.QueryConfig;
import dev.tributary.query.QueryEngine;
import java.nio.file.Path;

/**
 * A Kafka topic of JSON becomes a table that is read over Flight SQL: the library alone, no YAML,
 * no runner.
 *
 * <pre>
 * java --add-opens=java.base/java.nio=ALL-UNNAMED … TopicToTable localhost:9092 flights lake air.flights
 * </pre>
 */
public final class TopicToTable {
  private TopicToTable() {}

  /**
   * @param arguments bootstrap servers, topic, folder of the lakehouse, table, and, if wanted, the
   *     port of Flight SQL
   */
  public static void main(String[] arguments) throws InterruptedException {
    String bootstrapServers = arguments[0];
    String topic = arguments[1];
    Path folder = Path.of(arguments[2]);
    String table = arguments[3];
    FlightSqlConfig flightSql = FlightSqlConfig.defaults();
    if (arguments.length > 4) {
      flightSql = flightSql.onPort(Integer.parseInt(arguments[4]));
    }
    try (Lakehouse lake = Lakehouse.open(folder);
        QueryEngine engine = QueryEngine.open(lake, QueryConfig.defaults());
        FlightSqlServer server = FlightSqlServer.start(engine, flightSql);
        ContinuousActivity activity =
            ContinuousActivity.named(topic + "-to-lake")
                .from(KafkaEndpoint.of(bootstrapServers, topic, JsonFormat.detected()))
                .into(lake.table(table))
                .restart(RestartPolicy.defaults())
                .start()) {
      System.out.println(
          "jdbc:arrow-flight-sql://127.0.0.1:" + server.port() + "?useEncryption=false");
      activity.awaitStopped();
      System.out.println(activity.status());
    }
  }
}
