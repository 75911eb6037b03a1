/** What is installed: the archive, the installer, the Debian package, and servers that run from them. */
package dev.caxton.embedded.install;
