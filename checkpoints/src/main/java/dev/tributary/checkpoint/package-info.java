/** Durable key to small value, for state that is not committed with a table. */
package dev.tributary.checkpoint;
