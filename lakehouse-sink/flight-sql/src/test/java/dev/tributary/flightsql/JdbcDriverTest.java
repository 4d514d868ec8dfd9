package dev.tributary.flightsql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official Flight SQL JDBC driver against the real server. */
class JdbcDriverTest {
  @TempDir Path folder;
  private Lake lake;
  private Connection jdbc;

  @BeforeEach
  void open() throws Exception {
    lake = new Lake(folder);
    lake.append(
        lake.quakes(),
        Lake.QUAKES,
        "{\"id\":\"a\",\"properties\":{\"mag\":1.5,\"time\":1517363399650},\"spots\":[1,2]}",
        "{\"id\":\"b\",\"properties\":{\"mag\":2.25,\"time\":1517367399650},\"spots\":null}");
    jdbc = lake.jdbc();
  }

  @AfterEach
  void close() throws Exception {
    jdbc.close();
    lake.close();
  }

  @Test
  void nestedMembersAreSelectedByTheirPath() throws Exception {
    assertThat(
            rows(
                "SELECT id, properties.mag, properties.time FROM geo.quakes WHERE properties.mag > 1 ORDER BY 2"))
        .containsExactly("a|1.5|2018-01-31 01:49:59.65", "b|2.25|2018-01-31 02:56:39.65");
  }

  @Test
  void timestampsAreUtc() throws Exception {
    try (Statement statement = jdbc.createStatement();
        ResultSet result = statement.executeQuery("SELECT min(properties.time) FROM geo.quakes")) {
      result.next();
      assertThat(result.getTimestamp(1).toInstant())
          .isEqualTo(Instant.ofEpochMilli(1_517_363_399_650L));
    }
  }

  @Test
  void aPreparedStatementRunAgainSeesWhatWasCommittedMeanwhile() throws Exception {
    try (PreparedStatement statement = jdbc.prepareStatement("SELECT count(*) FROM geo.quakes")) {
      assertThat(number(statement)).isEqualTo(2);
      lake.append(lake.quakes(), Lake.QUAKES, "{\"id\":\"c\"}");
      assertThat(number(statement)).isEqualTo(3);
    }
  }

  @Test
  void parametersAreBound() throws Exception {
    try (PreparedStatement statement =
        jdbc.prepareStatement(
            "SELECT count(*) FROM geo.quakes WHERE properties.mag > CAST(? AS DOUBLE)")) {
      statement.setDouble(1, 2.0);
      assertThat(number(statement)).isEqualTo(1);
      statement.setDouble(1, 1.0);
      assertThat(number(statement)).isEqualTo(2);
    }
  }

  @Test
  void metadataNamesCatalogDatabasesTablesAndColumns() throws Exception {
    lake.append(
        lake.lakehouse.table("air.flights"),
        dev.tributary.schema.Schema.of(
            dev.tributary.schema.Column.of("delay", dev.tributary.schema.ColumnType.parse("int"))),
        "{\"delay\":1}");
    var metadata = jdbc.getMetaData();

    assertThat(first(metadata.getCatalogs(), "TABLE_CAT")).containsExactly("tributary");
    assertThat(first(metadata.getSchemas(), "TABLE_SCHEM")).containsExactly("air", "geo");
    assertThat(first(metadata.getTables(null, null, "%", null), "TABLE_NAME"))
        .containsExactly("flights", "quakes");
    assertThat(first(metadata.getTables(null, "g_o", "q%", new String[] {"TABLE"}), "TABLE_NAME"))
        .containsExactly("quakes");
    assertThat(first(metadata.getTableTypes(), "TABLE_TYPE")).containsExactly("TABLE");
    assertThat(first(metadata.getColumns(null, "air", "flights", null), "COLUMN_NAME"))
        .containsExactly("delay", "_ingested_at");
    assertThat(first(metadata.getColumns(null, "geo", "quakes", null), "TYPE_NAME"))
        .containsExactly("VARCHAR", "STRUCT", "LIST");
    assertThat(metadata.getDatabaseProductName()).isEqualTo("Tributary");
    assertThat(metadata.isReadOnly()).isTrue();
  }

  @Test
  void whatIsNoSelectIsRefusedAndTheConnectionLives() throws Exception {
    for (String sql :
        List.of(
            "DELETE FROM geo.quakes",
            "COPY geo.quakes TO '/tmp/x.parquet'",
            "SELECT 1; SELECT 2",
            "INSTALL httpfs")) {
      assertThatThrownBy(() -> rows(sql))
          .as(sql)
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("Cannot run SQL");
    }
    assertThatThrownBy(() -> rows("SELECT * FROM geo.nope"))
        .hasMessageContaining("unknown table geo.nope")
        .hasMessageContaining("geo.quakes");
    assertThat(rows("SELECT count(*) FROM geo.quakes")).containsExactly("2");
  }

  private List<String> rows(String sql) throws SQLException {
    try (Statement statement = jdbc.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          cells.add(result.getString(i));
        }
        rows.add(String.join("|", cells));
      }
      return rows;
    }
  }

  private static long number(PreparedStatement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getLong(1);
    }
  }

  private static List<String> first(ResultSet result, String column) throws SQLException {
    try (result) {
      List<String> values = new ArrayList<>();
      while (result.next()) {
        values.add(result.getString(column));
      }
      return values;
    }
  }
}
