/** What embedders implement: tools and chat models. */
@NullMarked
package dev.caxton.api.spi;

import org.jspecify.annotations.NullMarked;
