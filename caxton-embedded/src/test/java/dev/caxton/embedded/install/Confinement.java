package dev.caxton.embedded.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a container keeps a process from, by the strongest means that this machine and this user have: a mount namespace
 * where one can be had, and otherwise permissions, with the temporary directory pointed to where nothing can be written.
 *
 * @param description what it is
 * @param script shell script that is given the command and becomes it
 */
record Confinement(String description, Path script) {

    /** Makes everything read-only but some directories. */
    static Confinement strongest(Path box, Path... writable) throws IOException, InterruptedException {
        boolean root = Script.run(box, "id -u").succeeded().out().strip().equals("0");
        String user = root ? "exec setpriv --reuid 1000 --regid 1000 --clear-groups --no-new-privs" : "exec";
        if (root) {
            for (Path directory : writable) {
                Script.run(box, "chown -R 1000:1000 " + directory).succeeded();
            }
        }
        String namespace = root ? "unshare -m" : "unshare -rm";
        if (Script.run(box, namespace + " mount -t tmpfs tmpfs /tmp").code() == 0) {
            StringBuilder inside = new StringBuilder("set -e\nmount --make-rprivate /\n");
            inside.append("mount --bind %1$s %1$s\n".formatted(box));
            for (Path directory : writable) {
                inside.append("mount --bind %1$s %1$s\n".formatted(directory));
            }
            inside.append("mount -t tmpfs -o size=100M,noexec,nosuid,nodev tmpfs /tmp\n");
            inside.append("mount -o remount,bind,ro %s\n".formatted(box));
            inside.append("mount -o remount,bind,ro /\n");
            // It must hold what it promises, or the test shows nothing.
            inside.append("for place in / /var/tmp %s; do\n".formatted(box));
            inside.append(
                    "  if touch $place/.probe 2> /dev/null; then echo \"$place can be written\"; exit 99; fi\ndone\n");
            inside.append(
                    "cp /bin/true /tmp/probe\nif /tmp/probe 2> /dev/null; then echo /tmp executes; exit 99; fi\n");
            inside.append("rm /tmp/probe\n").append(user).append(" bash -c \"$1\"\n");
            Path body = Files.writeString(box.resolve("inside.sh"), inside);
            Path script =
                    Files.writeString(box.resolve("confine.sh"), "exec " + namespace + " bash " + body + " \"$1\"\n");
            return new Confinement(namespace + (root ? ", user 1000" : ", own user"), script);
        }
        String closed = "%s -not -path '%s*'".formatted(box, String.join("*' -not -path '", paths(writable)));
        Path script = Files.writeString(
                box.resolve("confine.sh"),
                "set -e\nfind " + closed + " -type d -exec chmod a-w {} +\nexport TMPDIR=/nonexistent"
                        + " CAXTON_JAVA_OPTS=-Djava.io.tmpdir=/nonexistent\ncd /\n" + user + " bash -c \"$1\"\n");
        return new Confinement("permissions" + (root ? ", user 1000" : ", own user"), script);
    }

    /** The command that runs another one confined. */
    String around(String command) {
        return "bash " + script + " 'exec " + command.replaceFirst("^exec ", "") + "'";
    }

    private static List<String> paths(Path... paths) {
        return java.util.Arrays.stream(paths).map(Path::toString).toList();
    }
}
