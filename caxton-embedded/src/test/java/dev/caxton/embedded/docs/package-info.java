/** Holds every page, example and runbook against the product. */
@NullMarked
package dev.caxton.embedded.docs;

import org.jspecify.annotations.NullMarked;
