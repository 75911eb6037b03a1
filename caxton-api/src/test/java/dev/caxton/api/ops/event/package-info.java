@NullMarked
package dev.caxton.api.ops.event;

import org.jspecify.annotations.NullMarked;
