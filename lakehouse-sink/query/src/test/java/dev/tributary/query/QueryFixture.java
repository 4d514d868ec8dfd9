package dev.tributary.query;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A lake and an engine over it. */
abstract class QueryFixture {
  @TempDir Path folder;
  TestLake lake;
  QueryEngine engine;
  BufferAllocator allocator;

  @BeforeEach
  void open() {
    allocator = new RootAllocator();
    lake = new TestLake(folder);
    engine = QueryEngine.open(lake, config(), true);
  }

  @AfterEach
  void close() {
    engine.close();
    lake.close();
    allocator.close();
  }

  QueryConfig config() {
    return new QueryConfig(
        256L << 20, 2, 4, Duration.ofSeconds(10), 64 << 10, Duration.ofMinutes(5), 1L << 30);
  }

  List<List<Object>> rows(String sql) {
    return rows(engine, sql);
  }

  List<List<Object>> rows(QueryEngine from, String sql) {
    try (QueryResult result = from.execute(sql, allocator)) {
      return rows(result);
    }
  }

  static List<List<Object>> rows(QueryResult result) {
    try {
      List<List<Object>> rows = new ArrayList<>();
      while (result.reader().loadNextBatch()) {
        List<FieldVector> vectors = result.reader().getVectorSchemaRoot().getFieldVectors();
        for (int row = 0; row < result.reader().getVectorSchemaRoot().getRowCount(); row++) {
          List<Object> values = new ArrayList<>();
          for (FieldVector vector : vectors) {
            Object value = vector.getObject(row);
            values.add(value instanceof Number || value == null ? value : value.toString());
          }
          rows.add(values);
        }
      }
      return rows;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  TableRead read(String sql) {
    return engine.prepare(sql, Optional.empty()).tables().get(0);
  }
}
