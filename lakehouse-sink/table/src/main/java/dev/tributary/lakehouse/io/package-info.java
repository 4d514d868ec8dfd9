/** Durable, append-only access to the warehouse folder. */
package dev.tributary.lakehouse.io;
