package dev.tributary.lakehouse.commit;

import dev.tributary.TributaryException;
import dev.tributary.TributaryException.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;

/**
 * Refuses to commit by a wrong clock. One snapshot from the future makes every correct writer fail
 * until that time has come; expiry by a clock that is ahead drops the whole history.
 */
public final class ClockGuard {
  static final Duration TOLERANCE = Duration.ofSeconds(30);

  private final InstantSource local;
  private final InstantSource catalog;

  /**
   * @param local the clock that commits go by
   * @param catalog the clock of whoever keeps the catalog
   */
  public ClockGuard(InstantSource local, InstantSource catalog) {
    this.local = local;
    this.catalog = catalog;
  }

  /**
   * @throws TributaryException to wait, when local clock, catalog clock and newest snapshot do not
   *     agree
   */
  void check(String table, TableMetadata metadata) {
    Instant now = local.instant();
    Instant catalogNow = catalog.instant();
    if (Duration.between(catalogNow, now).abs().compareTo(TOLERANCE) > 0) {
      throw wrong(table, now, "the catalog's clock says " + catalogNow);
    }
    Snapshot head = metadata.currentSnapshot();
    if (head != null) {
      Instant newest = Instant.ofEpochMilli(head.timestampMillis());
      if (newest.isAfter(now.plus(TOLERANCE))) {
        throw wrong(table, now, "its newest snapshot is of " + newest);
      }
    }
  }

  private static TributaryException wrong(String table, Instant now, String against) {
    return new TributaryException(
        Recovery.WAIT,
        "Cannot commit to table "
            + table
            + ": this machine's clock says "
            + now
            + " and "
            + against
            + "; more than "
            + TOLERANCE.toSeconds()
            + " s apart");
  }
}
