/** The contract of streaming endpoints: descriptions, readers, positions, batches. */
package dev.tributary.endpoint;
