package dev.tributary.query;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One lake and one engine for all tests of a class that only reads. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SharedQueryFixture extends QueryFixture {

  @BeforeAll
  void openOnce(@TempDir Path shared) {
    folder = shared;
    super.open();
    fill();
  }

  @AfterAll
  void closeOnce() {
    super.close();
  }

  abstract void fill();

  @Override
  @BeforeEach
  void open() {
    // Open since before the first test.
  }

  @Override
  @AfterEach
  void close() {
    // Closed after the last test.
  }
}
