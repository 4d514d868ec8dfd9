/** Column types as Iceberg has them, and how tables grow to fit a stream. */
package dev.tributary.lakehouse.schema;
