package dev.tributary.query;

import dev.tributary.lakehouse.TableName;
import java.util.OptionalLong;

/**
 * What a query reads of one table.
 *
 * @param table its name
 * @param snapshotId the one snapshot that is read; empty when the table has none yet
 * @param plannedFiles how many data files are read
 * @param skippedFiles how many data files of the snapshot are left out because no row of them can
 *     match
 */
public record TableRead(
    TableName table, OptionalLong snapshotId, int plannedFiles, int skippedFiles) {}
