package dev.tributary.lakehouse.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.iceberg.ClientPool;
import org.apache.iceberg.jdbc.JdbcClientPool;

/**
 * One catalog connection that runs each action exactly once.
 *
 * <p>Iceberg's own pool repeats an action after a connection error. Repeating the compare-and-swap
 * of a commit whose first run took effect makes it look refused, and the clean-up that follows
 * deletes the files of the live snapshot. Here an error of any kind drops the connection and is
 * thrown; whoever called decides. Thread-safe: callers take turns.
 */
final class OneShotClientPool extends JdbcClientPool {
  private final ReentrantLock turn = new ReentrantLock();
  private Connection connection;
  private boolean shut;

  OneShotClientPool(String uri, Map<String, String> properties) {
    super(1, uri, properties);
  }

  @Override
  public <R> R run(ClientPool.Action<R, Connection, SQLException> action)
      throws SQLException, InterruptedException {
    return run(action, false);
  }

  @Override
  public <R> R run(ClientPool.Action<R, Connection, SQLException> action, boolean retry)
      throws SQLException, InterruptedException {
    turn.lockInterruptibly();
    try {
      if (shut) {
        throw new SQLException("Cannot use the catalog: it is closed");
      }
      if (connection == null) {
        connection = newClient();
      }
      boolean done = false;
      try {
        R result = action.run(connection);
        done = true;
        return result;
      } finally {
        if (!done) {
          drop();
        }
      }
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void close() {
    turn.lock();
    try {
      shut = true;
      drop();
      super.close();
    } finally {
      turn.unlock();
    }
  }

  private void drop() {
    if (connection != null) {
      close(connection);
      connection = null;
    }
  }
}
