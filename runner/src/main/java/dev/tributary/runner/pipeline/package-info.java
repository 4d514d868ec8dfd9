/** A configuration brought to life: lakehouse, activities, queries and server under one roof. */
package dev.tributary.runner.pipeline;
