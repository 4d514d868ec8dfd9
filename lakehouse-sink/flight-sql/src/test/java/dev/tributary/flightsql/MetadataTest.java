package dev.tributary.flightsql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.flight.sql.FlightSqlColumnMetadata;
import org.apache.arrow.flight.sql.impl.FlightSql.SqlInfo;
import org.apache.arrow.flight.sql.util.TableRef;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Arrow's own client learns about server, types and tables. */
class MetadataTest {
  @TempDir Path folder;
  private Lake lake;
  private FlightSqlClient client;

  @BeforeEach
  void open() throws Exception {
    lake = new Lake(folder);
    lake.append(lake.quakes(), Lake.QUAKES, "{\"id\":\"a\"}");
    client = lake.client();
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    lake.close();
  }

  @Test
  void typesAreDescribed() throws Exception {
    assertThat(values(client.getXdbcTypeInfo(), "type_name"))
        .contains("BOOLEAN", "BIGINT", "DOUBLE", "VARCHAR", "TIMESTAMP WITH TIME ZONE");
    assertThat(values(client.getXdbcTypeInfo(java.sql.Types.BIGINT), "type_name"))
        .containsExactly("BIGINT");
  }

  @Test
  void tablesHaveNoKeys() throws Exception {
    TableRef quakes = TableRef.of("tributary", "geo", "quakes");
    assertThat(values(client.getPrimaryKeys(quakes), "column_name")).isEmpty();
    assertThat(values(client.getImportedKeys(quakes), "pk_column_name")).isEmpty();
    assertThat(values(client.getExportedKeys(quakes), "pk_column_name")).isEmpty();
    assertThat(values(client.getCrossReference(quakes, quakes), "pk_column_name")).isEmpty();
  }

  @Test
  void theServerSaysThatItOnlyReads() throws Exception {
    assertThat(values(client.getSqlInfo(SqlInfo.FLIGHT_SQL_SERVER_READ_ONLY), "value"))
        .containsExactly("true");
    assertThat(values(client.getSqlInfo(), "info_name")).hasSizeGreaterThan(20);
  }

  @Test
  void tablesComeWithTheirColumnsAndSqlTypes() throws Exception {
    FlightInfo info = client.getTables(null, "geo", "%", List.of("BASE TABLE", "table"), true);
    try (FlightStream stream = client.getStream(info.getEndpoints().get(0).getTicket())) {
      assertThat(stream.next()).isTrue();
      byte[] columns = ((VarBinaryVector) stream.getRoot().getVector("table_schema")).get(0);
      Schema schema = Schema.deserializeMessage(java.nio.ByteBuffer.wrap(columns));
      assertThat(schema.getFields())
          .extracting("name")
          .containsExactly("id", "properties", "spots");
      FlightSqlColumnMetadata id =
          new FlightSqlColumnMetadata(schema.findField("id").getMetadata());
      assertThat(id.getTypeName()).isEqualTo("VARCHAR");
      assertThat(id.getTableName()).isEqualTo("quakes");
    }
  }

  private List<String> values(FlightInfo info, String column) throws Exception {
    List<String> values = new ArrayList<>();
    try (FlightStream stream = client.getStream(info.getEndpoints().get(0).getTicket())) {
      while (stream.next()) {
        for (int row = 0; row < stream.getRoot().getRowCount(); row++) {
          values.add(String.valueOf(stream.getRoot().getVector(column).getObject(row)));
        }
      }
    }
    return values;
  }
}
