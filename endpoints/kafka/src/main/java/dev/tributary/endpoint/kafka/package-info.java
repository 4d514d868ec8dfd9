/** Kafka topics as streaming endpoints. */
package dev.tributary.endpoint.kafka;
