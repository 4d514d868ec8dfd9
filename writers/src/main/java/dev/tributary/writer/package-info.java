/** The contract of writers: rows and state made visible together. */
package dev.tributary.writer;
