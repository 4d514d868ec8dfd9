package dev.tributary.lakehouse;

import dev.tributary.config.Setting;
import dev.tributary.config.SettingValues;
import dev.tributary.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Where a lakehouse is.
 *
 * @param catalog {@code jdbc:sqlite:} and the path of a file
 * @param catalogName the catalog's name within that file
 * @param warehouse folder of the tables
 * @param busyTimeout how long to wait while another process holds the catalog's lock
 */
public record LakehouseConfig(
    String catalog, String catalogName, Path warehouse, Duration busyTimeout) {
  private static final String SQLITE = "jdbc:sqlite:";

  public static final Setting<String> CATALOG =
      Setting.text(
          "catalog",
          "jdbc:sqlite:lake/catalog.db",
          "Catalog that names the current metadata of each table: jdbc:sqlite: and a file, on a local disk.");
  public static final Setting<String> CATALOG_NAME =
      Setting.text(
          "catalog.name",
          "tributary",
          "Name of the catalog; other readers of the same tables must use it too.");
  public static final Setting<String> WAREHOUSE =
      Setting.text("warehouse", "lake/warehouse", "Folder of the tables.");
  public static final Setting<Duration> BUSY_TIMEOUT =
      Setting.millis(
          "catalog.busy.timeout.ms",
          20_000,
          0,
          3_600_000,
          "How long to wait while another process holds the catalog's lock.");
  public static final Settings SETTINGS =
      Settings.of(CATALOG, CATALOG_NAME, WAREHOUSE, BUSY_TIMEOUT);

  public LakehouseConfig {
    if (!catalog.startsWith(SQLITE) || catalog.length() == SQLITE.length()) {
      throw new IllegalArgumentException(
          "Cannot use catalog " + catalog + ": expected jdbc:sqlite: and the path of a file");
    }
  }

  /** A lakehouse with catalog and tables in one folder. */
  public static LakehouseConfig in(Path folder) {
    return from(
        SettingValues.of(
            SETTINGS,
            Map.of(
                CATALOG.name(),
                SQLITE + folder.resolve("catalog.db"),
                WAREHOUSE.name(),
                folder.resolve("warehouse").toString())));
  }

  public static LakehouseConfig from(SettingValues values) {
    return new LakehouseConfig(
        values.get(CATALOG),
        values.get(CATALOG_NAME),
        Path.of(values.get(WAREHOUSE)),
        values.get(BUSY_TIMEOUT));
  }

  Path catalogFile() {
    return Path.of(catalog.substring(SQLITE.length()));
  }
}
