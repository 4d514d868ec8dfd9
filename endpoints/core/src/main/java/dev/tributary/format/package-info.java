/** Message formats: from bytes straight into Arrow vectors. */
package dev.tributary.format;
