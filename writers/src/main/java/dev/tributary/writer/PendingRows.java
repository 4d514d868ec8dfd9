package dev.tributary.writer;

/**
 * What a writer holds that no checkpoint has made visible yet.
 *
 * @param rows number of rows
 * @param bytes size of those rows as they came from the source, in bytes
 */
public record PendingRows(long rows, long bytes) {
  public static final PendingRows NONE = new PendingRows(0, 0);

  /** These and the rows of one more batch. */
  public PendingRows plus(long moreRows, long moreBytes) {
    return new PendingRows(rows + moreRows, bytes + moreBytes);
  }
}
