package dev.tributary.lakehouse.catalog;

import dev.tributary.TributaryException;
import dev.tributary.TributaryException.Recovery;
import dev.tributary.lakehouse.io.DurableFileIO;
import dev.tributary.lakehouse.io.DurableFolders;
import dev.tributary.lakehouse.io.Locations;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.jdbc.UncheckedInterruptedException;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/**
 * An Iceberg {@link JdbcCatalog} on one SQLite file, set up so that a commit that returned survives
 * a power cut: WAL, {@code synchronous=FULL}. For processes of one machine. Thread-safe.
 */
public final class SqliteCatalog implements AutoCloseable {
  private final Path file;
  private final JdbcCatalog catalog;
  private final OneShotClientPool pool;

  private SqliteCatalog(Path file, JdbcCatalog catalog, OneShotClientPool pool) {
    this.file = file;
    this.catalog = catalog;
    this.pool = pool;
  }

  /**
   * Opens the catalog, and makes it where there is none; any number of processes may do so at once.
   *
   * @param name the catalog's name within the file; other readers must use the same
   * @param busyTimeout how long to wait while another process holds the file's lock
   * @throws TributaryException when the file cannot be used; says why
   */
  public static SqliteCatalog open(Path file, String name, Path warehouse, Duration busyTimeout) {
    Path absolute = file.toAbsolutePath().normalize();
    String uri =
        "jdbc:sqlite:"
            + absolute
            + "?journal_mode=WAL&synchronous=FULL&busy_timeout="
            + busyTimeout.toMillis();
    OneShotClientPool pool = null;
    try {
      refuseNetworkFolder(absolute);
      makeWarehouse(warehouse.toAbsolutePath().normalize());
      try (StartUpLock startUp = StartUpLock.acquire(absolute, busyTimeout)) {
        // Iceberg creates and alters its tables without a guard of its own
        OneShotClientPool made = new OneShotClientPool(uri, Map.of());
        pool = made;
        JdbcCatalog catalog =
            new JdbcCatalog(properties -> new DurableFileIO(warehouse), properties -> made, true);
        catalog.initialize(
            name,
            Map.of(
                CatalogProperties.URI,
                uri,
                CatalogProperties.WAREHOUSE_LOCATION,
                Locations.of(warehouse),
                CatalogProperties.METRICS_REPORTER_IMPL,
                SilentMetricsReporter.class.getName(),
                "jdbc.schema-version",
                "V1"));
        SqliteCatalog opened = new SqliteCatalog(absolute, catalog, made);
        opened.requireDurability();
        return opened;
      }
    } catch (IOException | RuntimeException e) {
      if (pool != null) {
        pool.close();
      }
      if (e instanceof TributaryException told) {
        throw told;
      }
      throw new TributaryException(
          Recovery.RESTART, "Cannot open catalog " + absolute + ": " + reason(e), e);
    }
  }

  /** Iceberg's catalog over the file. */
  public Catalog catalog() {
    return catalog;
  }

  /** The databases of Iceberg's catalog. */
  public SupportsNamespaces namespaces() {
    return catalog;
  }

  /**
   * The clock of the machine that keeps the catalog.
   *
   * @throws UncheckedSQLException when the catalog does not answer
   */
  public Instant now() {
    return Instant.ofEpochMilli(ask("SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER)"));
  }

  @Override
  public void close() {
    catalog.close();
    pool.close();
  }

  @Override
  public String toString() {
    return file.toString();
  }

  private void requireDurability() {
    String journal = text("PRAGMA journal_mode");
    long synchronous = ask("PRAGMA synchronous");
    if (!"wal".equalsIgnoreCase(journal) || synchronous < 2) {
      throw new TributaryException(
          Recovery.STOP,
          "Cannot use catalog "
              + file
              + ": a commit would not survive a power cut: journal_mode="
              + journal
              + " (must be wal), synchronous="
              + synchronous
              + " (must be 2)");
    }
  }

  private static void makeWarehouse(Path warehouse) {
    try {
      DurableFolders.create(warehouse, warehouse);
    } catch (IOException e) {
      throw new TributaryException(
          Recovery.RESTART, "Cannot use warehouse " + warehouse + ": " + reason(e), e);
    }
  }

  private static void refuseNetworkFolder(Path file) throws IOException {
    Path folder = file.getParent();
    Files.createDirectories(folder);
    String type = Files.getFileStore(folder).type();
    if (List.of("nfs", "nfs4", "cifs", "smb3", "9p").contains(type)) {
      throw new TributaryException(
          Recovery.STOP,
          "Cannot use catalog "
              + file
              + ": SQLite's locks do not hold on a "
              + type
              + " file system");
    }
  }

  private long ask(String sql) {
    return Long.parseLong(text(sql));
  }

  private String text(String sql) {
    try {
      return pool.run(connection -> first(connection, sql));
    } catch (SQLException e) {
      throw new UncheckedSQLException(e, "Cannot ask catalog %s", file);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedInterruptedException(e, "Cannot ask catalog %s: interrupted", file);
    }
  }

  private static String first(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof FileAlreadyExistsException taken) {
      return taken.getFile() + " is a file, not a folder";
    }
    if (cause instanceof AccessDeniedException denied) {
      return "no permission to write " + denied.getFile();
    }
    return cause.getClass().getSimpleName() + ": " + cause.getMessage();
  }
}
