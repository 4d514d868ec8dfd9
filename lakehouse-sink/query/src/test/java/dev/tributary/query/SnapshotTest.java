package dev.tributary.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.lakehouse.TableName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;

class SnapshotTest extends QueryFixture {
  private static final int SELECTS = 200;
  private static final int ROWS = 10;

  @Test
  void everyAnswerBelongsToOneSnapshotWhileTheTableChanges() throws Exception {
    Schema schema =
        new Schema(
            NestedField.optional(1, "x", Types.LongType.get()),
            NestedField.optional(2, "commit", Types.LongType.get()));
    Table table = lake.create("d.t", schema, PartitionSpec.unpartitioned());
    // Commit n holds n in each of its ten rows, in two files, so that half a commit would show.
    List<List<DataFile>> prepared = new ArrayList<>();
    for (int n = 1; n <= 60; n++) {
      List<DataFile> files = new ArrayList<>();
      for (int half = 0; half < 2; half++) {
        files.addAll(
            lake.write(
                table,
                "SELECT "
                    + n
                    + "::BIGINT AS x, "
                    + n
                    + "::BIGINT AS commit FROM range("
                    + ROWS / 2
                    + ")"));
      }
      prepared.add(files);
    }
    AtomicBoolean done = new AtomicBoolean();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread appends =
        new Thread(
            () -> {
              try {
                for (int n = 0; n < prepared.size() && !done.get(); n++) {
                  var append = lake.load(TableName.parse("d.t")).newFastAppend();
                  prepared.get(n).forEach(append::appendFile);
                  append.commit();
                }
              } catch (RuntimeException e) {
                failure.set(e);
              }
            });
    appends.start();

    long last = 0;
    for (int i = 0; i < SELECTS; i++) {
      List<Object> row =
          rows("SELECT count(*), coalesce(sum(x), 0), coalesce(max(commit), 0), (SELECT count(*)"
                  + " FROM d.t) FROM d.t")
              .get(0);
      long commits = (Long) row.get(2);
      assertThat(row)
          .containsExactly(
              commits * ROWS,
              new BigDecimal(ROWS * commits * (commits + 1) / 2),
              commits,
              commits * ROWS);
      assertThat(commits).isGreaterThanOrEqualTo(last);
      last = commits;
    }
    done.set(true);
    appends.join();
    assertThat(failure.get()).isNull();
    assertThat(last).isGreaterThan(1);
  }
}
