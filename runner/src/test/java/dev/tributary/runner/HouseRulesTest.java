package dev.tributary.runner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** The rooms of the house and the arrows between them. */
@AnalyzeClasses(packages = "dev.tributary", importOptions = DoNotIncludeTests.class)
class HouseRulesTest {
  private static final String[] ENDPOINTS_CORE = {
    "dev.tributary",
    "dev.tributary.schema..",
    "dev.tributary.config..",
    "dev.tributary.format..",
    "dev.tributary.endpoint"
  };

  @ArchTest
  static final ArchRule arrowsPointDownOnly =
      Architectures.layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("dev.tributary..")
          .layer("endpoints/core")
          .definedBy(ENDPOINTS_CORE)
          .layer("checkpoints")
          .definedBy("dev.tributary.checkpoint..")
          .layer("endpoints/kafka")
          .definedBy("dev.tributary.endpoint.kafka..", "dev.tributary.kafka.broker..")
          .layer("writers")
          .definedBy("dev.tributary.writer..")
          .layer("activities")
          .definedBy("dev.tributary.activity..")
          .layer("lakehouse-sink/table")
          .definedBy("dev.tributary.lakehouse..")
          .layer("lakehouse-sink/query")
          .definedBy("dev.tributary.query..")
          .layer("lakehouse-sink/flight-sql")
          .definedBy("dev.tributary.flightsql..")
          .layer("runner")
          .definedBy("dev.tributary.runner..")
          .whereLayer("runner")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("lakehouse-sink/flight-sql")
          .mayOnlyBeAccessedByLayers("runner")
          .whereLayer("lakehouse-sink/query")
          .mayOnlyBeAccessedByLayers("lakehouse-sink/flight-sql", "runner")
          .whereLayer("lakehouse-sink/table")
          .mayOnlyBeAccessedByLayers("lakehouse-sink/query", "lakehouse-sink/flight-sql", "runner")
          .whereLayer("activities")
          .mayOnlyBeAccessedByLayers("runner")
          .whereLayer("endpoints/kafka")
          .mayOnlyBeAccessedByLayers("runner")
          .whereLayer("writers")
          .mayOnlyBeAccessedByLayers(
              "activities",
              "lakehouse-sink/table",
              "lakehouse-sink/query",
              "lakehouse-sink/flight-sql",
              "runner")
          .because(
              "a room can be taken, tested and understood without the rooms above it; an arrow up"
                  + " would make two rooms one");

  @ArchTest
  static final ArchRule activitiesKnowNoSourceAndNoStore =
      noClasses()
          .that()
          .resideInAPackage("dev.tributary.activity..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..",
              "org.apache.parquet..",
              "org.apache.iceberg..",
              "org.duckdb..",
              "org.apache.arrow.flight..")
          .because("the loop serves every endpoint and every sink, also those of users");

  @ArchTest
  static final ArchRule duckDbLivesInTheQueryRoom =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.tributary.query..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.duckdb..")
          .because("who only writes tables takes no query engine, and its sandbox has one gate");

  @ArchTest
  static final ArchRule kafkaLivesInItsEndpoint =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.tributary.endpoint.kafka..",
              "dev.tributary.kafka.broker..",
              "dev.tributary.runner.demo..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..")
          .because("another source brings its own client; the demo plays somebody else's producer");

  @ArchTest
  static final ArchRule icebergAndParquetLiveInTheLakehouse =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.tributary.lakehouse..", "dev.tributary.query..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.iceberg..", "org.apache.parquet..")
          .because("everybody else speaks of tables in our own nouns");

  @ArchTest
  static final ArchRule flightLivesInItsServer =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.tributary.flightsql..", "dev.tributary.runner..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.arrow.flight..", "io.grpc..", "io.netty..")
          .because("an embedder who asks in the same process needs no server and no gRPC");

  @ArchTest
  static final ArchRule noRoomNeedsACloud =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("software.amazon..", "com.amazonaws..")
          .because("a cloud's client belongs into a room of its own");

  @ArchTest
  static final ArchRule noRoomNeedsHadoop =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.hadoop..")
          .because("Hadoop is on no class path of ours; code that links to it fails at run time");

  @ArchTest
  static final ArchRule onlyTheEntryEndsTheProcess =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(Main.class.getName())
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class)
          .because("a library that ends its caller's process is a bug of its caller");

  @ArchTest
  static final ArchRule logsGoThroughOneFacade =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.logging..")
          .because("embedders choose their backend behind slf4j");

  @ArchTest
  static final ArchRule onlyTheRunnerChoosesALoggingBackend =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.tributary.runner..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.logging.log4j..")
          .because("embedders choose their backend behind slf4j");

  @ArchTest
  static final ArchRule classesAreFinalOrMadeToBeExtended =
      classes()
          .that()
          .areNotInterfaces()
          .and()
          .areNotAnonymousClasses()
          .and()
          .areNotAssignableTo(Throwable.class)
          .and()
          .areNotEnums()
          .should()
          .haveModifier(JavaModifier.FINAL)
          .orShould()
          .haveModifier(JavaModifier.ABSTRACT)
          .because("inheritance is designed for or ruled out");
}
