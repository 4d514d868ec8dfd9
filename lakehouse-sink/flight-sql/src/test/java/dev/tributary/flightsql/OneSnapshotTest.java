package dev.tributary.flightsql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.schema.Schema;
import dev.tributary.writer.ContinuousWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneSnapshotTest {
  private static final int COMMITS = 1_000;
  private static final Schema SCHEMA = Schema.of(Column.of("k", ColumnType.parse("bigint")));

  @TempDir Path folder;

  /**
   * Commit k adds two rows of value k: of any one snapshot count, sum and maximum follow from k.
   */
  @Test
  void everyAnswerBelongsToOneSnapshotWhileAThousandCommitsLand() throws Exception {
    ExecutorService background = Executors.newSingleThreadExecutor();
    try (Lake lake = new Lake(folder);
        Connection jdbc = lake.jdbc()) {
      lake.append(lake.lakehouse.table("test.t"), SCHEMA, row(1), row(1));
      Future<?> committing =
          background.submit(
              () -> {
                ContinuousWriter writer = lake.lakehouse.table("test.t").openWriter("test");
                for (int k = 2; k <= COMMITS; k++) {
                  lake.append(writer, SCHEMA, row(k), row(k));
                }
                writer.close(false);
                return null;
              });
      long last = 0;
      int answers = 0;
      while (last < COMMITS) {
        if (committing.isDone()) {
          committing.get();
        }
        try (Statement statement = jdbc.createStatement();
            ResultSet result =
                statement.executeQuery("SELECT count(*), sum(k)::BIGINT, max(k) FROM test.t")) {
          result.next();
          long k = result.getLong(3);
          assertThat(result.getLong(1)).isEqualTo(2 * k);
          assertThat(result.getLong(2)).isEqualTo(k * (k + 1));
          assertThat(k).isGreaterThanOrEqualTo(last);
          last = k;
          answers++;
        }
      }
      assertThat(answers).isGreaterThan(20);
    } finally {
      background.shutdownNow();
    }
  }

  private static String row(int k) {
    return "{\"k\":" + k + "}";
  }
}
