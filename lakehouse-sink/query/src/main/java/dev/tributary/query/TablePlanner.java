package dev.tributary.query;

import dev.tributary.lakehouse.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expression;

/** Pins a table's present snapshot and lists those of its files that can hold a matching row. */
final class TablePlanner {
  private final TableViews views;
  private final ManifestIndex manifests = new ManifestIndex();

  TablePlanner(TableViews views) {
    this.views = views;
  }

  /**
   * @param table loaded for this query alone, so that nothing moves its present snapshot
   * @throws QueryException when the table has what cannot be read
   */
  TablePlan plan(TableName name, Table table, Optional<Expression> filter) {
    SchemaHistory.requireReadable(name.toString(), table);
    Snapshot snapshot = table.currentSnapshot();
    if (snapshot == null) {
      return new TablePlan(
          new TableRead(name, OptionalLong.empty(), 0, 0),
          views.of(name.toString(), table.schema(), List.of()),
          List.of());
    }
    for (ManifestFile manifest : snapshot.deleteManifests(table.io())) {
      if (manifest.hasAddedFiles() || manifest.hasExistingFiles()) {
        throw refused(name, "another engine has deleted rows of it, and delete files are not read");
      }
    }
    List<String> files = new ArrayList<>();
    int skipped = 0;
    Optional<FileFilter> fileFilter = fileFilter(table, filter);
    for (ManifestFile manifest : snapshot.dataManifests(table.io())) {
      if (fileFilter.isPresent() && !fileFilter.get().mayMatch(manifest)) {
        skipped += manifest.addedFilesCount() + manifest.existingFilesCount();
        continue;
      }
      for (DataFile file : manifests.files(manifest, table)) {
        if (fileFilter.isEmpty() || fileFilter.get().mayMatch(file)) {
          files.add(path(name, file));
        } else {
          skipped++;
        }
      }
    }
    return new TablePlan(
        new TableRead(name, OptionalLong.of(snapshot.snapshotId()), files.size(), skipped),
        views.of(name.toString(), table.schema(), files),
        files);
  }

  private static Optional<FileFilter> fileFilter(Table table, Optional<Expression> filter) {
    try {
      return filter.map(rows -> new FileFilter(table, rows));
    } catch (ValidationException e) {
      // The expression does not fit the column's type after all: then it leaves nothing out.
      return Optional.empty();
    }
  }

  private static String path(TableName name, DataFile file) {
    if (file.format() != FileFormat.PARQUET) {
      throw refused(name, "it has files of format " + file.format() + ", only PARQUET is read");
    }
    String location = file.location();
    String path =
        location.startsWith("file://")
            ? location.substring("file://".length())
            : location.startsWith("file:") ? location.substring("file:".length()) : location;
    if (!path.startsWith("/")) {
      throw refused(name, "it has files outside the local file system");
    }
    if (path.chars().anyMatch(c -> "*?[]{}".indexOf(c) >= 0)) {
      throw refused(name, "the name of a file or folder has one of * ? [ ] { }");
    }
    return path;
  }

  private static QueryException refused(TableName name, String why) {
    return new QueryException(
        QueryException.Reason.FAILED, "Cannot read table " + name + ": " + why);
  }
}
