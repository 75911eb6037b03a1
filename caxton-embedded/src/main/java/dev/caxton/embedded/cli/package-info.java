/**
 * The command line: a catalogue of nouns and verbs as text, one parser for all of them, one place for output.
 *
 * <p>A verb is a small class that gets an {@link dev.caxton.embedded.cli.Invocation} and answers with an exit code; it
 * sees the server as a {@link dev.caxton.api.Caxton} and nothing else. Only the named noun's catalogue is read, because
 * every command pays for what it loads.
 */
@NullMarked
package dev.caxton.embedded.cli;

import org.jspecify.annotations.NullMarked;
