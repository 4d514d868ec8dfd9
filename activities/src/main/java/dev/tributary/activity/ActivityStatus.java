package dev.tributary.activity;

import dev.tributary.endpoint.Position;
import dev.tributary.writer.CommitReceipt;
import dev.tributary.writer.Guarantee;
import dev.tributary.writer.PendingRows;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An activity at one moment. Counts are since the activity was made, over all its starts.
 *
 * @param reason why it is not running well, in one sentence; empty when there is nothing to say
 * @param startedAt when it was last started; empty before the first time
 * @param attempt the number of the present attempt since the last start, from 1; 0 before
 * @param crashes crashes in a row, as the restart policy counts them
 * @param lastFailure what ended an attempt most recently; stays when the next one is well
 * @param rows rows made visible
 * @param bytes size of the files made visible
 * @param commits commits that took effect
 * @param files files made visible
 * @param uncommitted rows that were read and are not yet committed
 * @param lastCommit the last commit of this activity object
 * @param position where reading would resume; empty when nothing was ever committed, or before the
 *     target was asked
 * @param recordsBehind records that wait at the source; empty while unknown
 * @param guarantee what a restart may repeat or lose
 */
public record ActivityStatus(
    String name,
    DesiredState desired,
    ActivityState state,
    String reason,
    Optional<Instant> startedAt,
    int attempt,
    int crashes,
    Optional<Failure> lastFailure,
    long rows,
    long bytes,
    long commits,
    long files,
    PendingRows uncommitted,
    Optional<CommitReceipt> lastCommit,
    Optional<Position> position,
    OptionalLong recordsBehind,
    Guarantee guarantee) {

  /**
   * What ended an attempt.
   *
   * @param message the failure's own words
   * @param type full name of the exception's class
   */
  public record Failure(String message, Instant at, String type) {
    static Failure of(Throwable thrown, Instant at) {
      String message = thrown.getMessage();
      String type = thrown.getClass().getName();
      return new Failure(message == null || message.isBlank() ? type : message, at, type);
    }
  }
}
