package dev.tributary.checkpoint;

import dev.tributary.TributaryException;
import dev.tributary.TributaryException.Recovery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/** Opens and closes the file of a {@link SqliteCheckpointer}. */
final class SqliteFile {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteFile.class);
  private static final int BUSY_TIMEOUT_MS = 20_000;

  private SqliteFile() {}

  static Connection open(Path file) {
    if (file.toString().indexOf('?') >= 0) {
      throw new IllegalArgumentException(
          "Cannot open checkpoints in " + file + ": the path must not hold a question mark");
    }
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new TributaryException(
          Recovery.RESTART,
          "Cannot open checkpoints in " + file + ": cannot make its folder, " + e,
          e);
    }
    Connection connection = null;
    try {
      connection = config().createConnection("jdbc:sqlite:" + file.toAbsolutePath());
      prepare(connection);
      return connection;
    } catch (SQLException e) {
      if (connection != null) {
        close(connection);
      }
      throw new TributaryException(
          recovery(e), "Cannot open checkpoints in " + file + ": " + e.getMessage(), e);
    }
  }

  static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.warn("Closing checkpoints failed; what they hold is safe", e);
    }
  }

  /** A file that somebody else holds will be free again; anything else may or may not pass. */
  static Recovery recovery(SQLException e) {
    int primaryCode = e.getErrorCode() & 0xff;
    boolean held =
        primaryCode == SQLiteErrorCode.SQLITE_BUSY.code
            || primaryCode == SQLiteErrorCode.SQLITE_LOCKED.code;
    return held ? Recovery.WAIT : Recovery.RESTART;
  }

  private static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    return config;
  }

  private static void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "CREATE TABLE IF NOT EXISTS checkpoints (key TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL)");
    }
  }
}
