package dev.tributary.lakehouse.commit;

import dev.tributary.TributaryException;
import dev.tributary.TributaryException.Recovery;
import dev.tributary.writer.FencedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends files and moves one owner's state in a single table commit, exactly once.
 *
 * <p>Each attempt reads the table first: if the state is already this commit's, an earlier attempt
 * took effect although its answer was lost; if it is neither that nor the one this writer started
 * from, another writer owns it now. Only then a <em>new</em> append is made, whose validator checks
 * that the table is still the one that was read. Every failure of an attempt counts as <em>outcome
 * unknown</em>: nothing is deleted, the next attempt's reading decides. Not thread-safe.
 */
public final class SafeCommit {
  private static final Logger LOG = LoggerFactory.getLogger(SafeCommit.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final long NO_SNAPSHOT = -1;

  private final String table;
  private final String owner;
  private final TableOperations operations;
  private final ClockGuard clockGuard;
  private final Duration timeout;
  private final Consumer<String> trouble;

  /**
   * @param timeout how long one commit is tried
   * @param trouble hears after each attempt of unknown outcome what was wrong
   */
  public SafeCommit(
      String table,
      String owner,
      TableOperations operations,
      ClockGuard clockGuard,
      Duration timeout,
      Consumer<String> trouble) {
    this.table = table;
    this.owner = owner;
    this.operations = operations;
    this.clockGuard = clockGuard;
    this.timeout = timeout;
    this.trouble = trouble;
  }

  /**
   * Commits.
   *
   * @param expected the state this writer started from, or the one it wrote last
   * @param next the new state, with a commit id never used before
   * @return how many attempts it took
   * @throws FencedException when the table holds another state than {@code expected}; nothing of
   *     this commit is in the table
   * @throws TributaryException when the outcome is still unknown after the timeout
   * @throws InterruptedException when interrupted; the outcome is unknown
   */
  public int append(List<DataFile> files, Optional<OwnerState> expected, OwnerState next)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      RuntimeException failure;
      try {
        TableMetadata metadata = operations.refresh();
        Optional<OwnerState> seen = TableStates.of(metadata).find(owner);
        if (seen.isPresent() && seen.get().commitId().equals(next.commitId())) {
          return attempt;
        }
        if (!seen.equals(expected)) {
          throw fenced(expected, seen);
        }
        clockGuard.check(table, metadata);
        attempt(files, metadata, next);
        return attempt;
      } catch (TributaryException decided) {
        throw decided;
      } catch (NoSuchTableException e) {
        throw new TributaryException(
            Recovery.STOP, "Cannot commit to table " + table + ": it was dropped", e);
      } catch (RuntimeException unknown) {
        failure = unknown;
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted in a commit to table " + table);
      }
      if (System.nanoTime() - deadline > 0) {
        throw new TributaryException(
            Recovery.WAIT,
            "Cannot commit to table "
                + table
                + ": outcome unknown after "
                + attempt
                + " attempts in "
                + timeout.toMillis()
                + " ms (commit.timeout.ms): "
                + failure,
            failure);
      }
      String told =
          "Cannot commit to table " + table + " yet, attempt " + attempt + ": " + unknown(failure);
      LOG.info("{}", told);
      trouble.accept(told);
      Thread.sleep(pause.toMillis());
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  private void attempt(List<DataFile> files, TableMetadata seen, OwnerState next) {
    Map<String, String> states = TableStates.of(seen).with(owner, next);
    long head = headOf(seen);
    AppendFiles append =
        new BaseTable(new PinningOperations(operations, states), table)
            .newAppend()
            .scanManifestsWith(DirectExecutor.INSTANCE)
            .writeManifestsWith(DirectExecutor.INSTANCE, 1)
            .deleteWith(file -> {})
            .validateWith(
                ancestry -> {
                  var newest = ancestry.iterator();
                  return (newest.hasNext() ? newest.next().snapshotId() : NO_SNAPSHOT) == head;
                });
    files.forEach(append::appendFile);
    states.forEach(append::set);
    append.commit();
  }

  private static long headOf(TableMetadata metadata) {
    return metadata.currentSnapshot() == null
        ? NO_SNAPSHOT
        : metadata.currentSnapshot().snapshotId();
  }

  private FencedException fenced(Optional<OwnerState> expected, Optional<OwnerState> seen) {
    return new FencedException(
        "Cannot commit to table "
            + table
            + " as "
            + owner
            + ": FENCED by another writer; this one started from "
            + text(expected)
            + ", the table now holds "
            + text(seen));
  }

  private static String text(Optional<OwnerState> state) {
    return state.map(s -> s.position() + " of commit " + s.commitId()).orElse("no state");
  }

  /** The last words of a failure: what is underneath tells most. */
  private static String unknown(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause == failure ? failure.toString() : failure.getMessage() + ": " + cause.getMessage();
  }
}
