/** A real one-node Kafka broker (KRaft), inside this JVM or as a child process. */
package dev.tributary.kafka.broker;
