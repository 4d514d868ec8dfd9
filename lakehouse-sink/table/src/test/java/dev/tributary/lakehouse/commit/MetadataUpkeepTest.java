package dev.tributary.lakehouse.commit;

import static dev.tributary.lakehouse.commit.CommitFixture.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.lakehouse.io.Locations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.TableOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataUpkeepTest {
  @TempDir Path folder;

  @Test
  void snapshotsAndMetadataFilesStayBoundedOverManyCommits() throws Exception {
    try (CommitFixture lake = new CommitFixture(folder)) {
      lake.makeTable();
      TableOperations operations = lake.operations();
      SafeCommit commit = lake.commitAs("a", operations);
      MetadataUpkeep upkeep = upkeep(operations, Duration.ZERO);
      Optional<OwnerState> last = Optional.empty();
      for (int i = 1; i <= 200; i++) {
        OwnerState next = state(i);
        commit.append(List.of(lake.file()), last, next);
        last = Optional.of(next);
        if (i % 20 == 0) {
          upkeep.run();
        }
      }

      assertThat(lake.paths()).hasSize(200);
      assertThat(lake.stateOf("a")).isEqualTo(last);
      assertThat(lake.load().snapshots()).hasSizeLessThanOrEqualTo(11);
      assertThat(metadataFiles(operations)).hasSizeLessThan(90);
    }
  }

  @Test
  void aFileYoungerThanTheGraceOrStillReferencedStays() throws Exception {
    try (CommitFixture lake = new CommitFixture(folder)) {
      lake.makeTable();
      TableOperations operations = lake.operations();
      SafeCommit commit = lake.commitAs("a", operations);
      commit.append(List.of(lake.file()), Optional.empty(), state(1));
      Path metadata = Locations.toPath(operations.metadataFileLocation("x")).getParent();
      Path fresh = Files.createFile(metadata.resolve("snap-1-uncommitted.avro"));
      Path old = Files.createFile(metadata.resolve("snap-2-abandoned.avro"));
      Path foreign = Files.createFile(metadata.resolve("notes.txt"));
      Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
      Files.setLastModifiedTime(foreign, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
      List<Path> live = liveFiles(metadata, fresh, old, foreign);
      for (Path file : live) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
      }

      upkeep(operations, Duration.ofMinutes(10)).run();

      assertThat(old).doesNotExist();
      assertThat(fresh).exists();
      assertThat(foreign).exists();
      assertThat(live).allSatisfy(file -> assertThat(file).exists());
    }
  }

  @Test
  void aFolderThatHoldsAnotherTablesMetadataTooIsNotSwept() throws Exception {
    try (CommitFixture lake = new CommitFixture(folder)) {
      lake.makeTable();
      TableOperations operations = lake.operations();
      SafeCommit commit = lake.commitAs("a", operations);
      OwnerState first = state(1);
      commit.append(List.of(lake.file()), Optional.empty(), first);
      Path metadata = Locations.toPath(operations.metadataFileLocation("x")).getParent();
      Path other =
          Files.writeString(
              metadata.resolve("00000-other.metadata.json"),
              "{\"format-version\":2,\"table-uuid\":\"4f0e0000-0000-0000-0000-000000000000\"}");
      Files.setLastModifiedTime(other, FileTime.from(Instant.now().minus(Duration.ofHours(2))));

      upkeep(operations, Duration.ZERO).run();

      assertThat(other).exists();
    }
  }

  @Test
  void anUnreadableManifestListStopsTheSweep() throws Exception {
    try (CommitFixture lake = new CommitFixture(folder)) {
      lake.makeTable();
      TableOperations operations = lake.operations();
      lake.commitAs("a", operations).append(List.of(lake.file()), Optional.empty(), state(1));
      Path metadata = Locations.toPath(operations.metadataFileLocation("x")).getParent();
      Path old = Files.createFile(metadata.resolve("snap-2-abandoned.avro"));
      Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
      String list = lake.load().currentSnapshot().manifestListLocation();
      Files.write(Locations.toPath(list), new byte[] {1, 2, 3});

      upkeep(lake.operations(), Duration.ofMinutes(10)).run();

      assertThat(old).exists();
    }
  }

  private static MetadataUpkeep upkeep(TableOperations operations, Duration grace) {
    return new MetadataUpkeep("air.flights", operations, 10, Duration.ZERO, grace);
  }

  private static List<Path> liveFiles(Path metadata, Path... others) throws Exception {
    try (Stream<Path> files = Files.list(metadata)) {
      return files.filter(file -> !List.of(others).contains(file)).toList();
    }
  }

  private static List<Path> metadataFiles(TableOperations operations) throws Exception {
    Path metadata = Locations.toPath(operations.metadataFileLocation("x")).getParent();
    try (Stream<Path> files = Files.list(metadata)) {
      return files.toList();
    }
  }
}
