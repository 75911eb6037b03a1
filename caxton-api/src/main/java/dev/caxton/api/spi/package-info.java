/** What embedders implement: tools, chat models and embedding models. */
@NullMarked
package dev.caxton.api.spi;

import org.jspecify.annotations.NullMarked;
