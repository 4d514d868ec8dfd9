/** The command line: run a pipeline, show a demo, ask a question, check a configuration. */
package dev.tributary.runner;
