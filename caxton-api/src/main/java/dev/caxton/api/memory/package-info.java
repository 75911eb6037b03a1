/** Memory: entities, relations and observations, and how they are searched. */
@NullMarked
package dev.caxton.api.memory;

import org.jspecify.annotations.NullMarked;
