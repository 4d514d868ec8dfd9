/** The demo: a broker, a replay of real data, a pipeline, and answers read back over Flight SQL. */
package dev.tributary.runner.demo;
