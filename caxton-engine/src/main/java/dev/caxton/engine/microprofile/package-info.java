/** What the engine has to do with MicroProfile, where a host offers it. Its types are loaded only then. */
@NullMarked
package dev.caxton.engine.microprofile;

import org.jspecify.annotations.NullMarked;
