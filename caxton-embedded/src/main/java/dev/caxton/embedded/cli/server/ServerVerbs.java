package dev.caxton.embedded.cli.server;

import dev.caxton.embedded.cli.Noun;
import dev.caxton.embedded.cli.Verb;

/** The nouns {@code server}, a server in this process, and {@code service}, one in the background. */
public final class ServerVerbs {

    private static final String OPTIONS = """
          --port=<count>           port of the REST interface; server.port
          --host=<address>         address to listen on; server.host
          --agents-dir=<directory> directory of agent files; server.agents_dir
          --metrics-port=<port>    port of /metrics alone, -1 for none; monitoring.metrics_port
          --log-level=<level>      debug, info, warn or error; logging.level
          --override=<key=value>   any other setting; may be repeated
        """;
    private static final String SERVER =
            "start | Run a server in this process until it is told to stop.\n" + OPTIONS + """
                 %--bootstrap
                 %--join=<nodes>
                 %--node-id=<id>
                 %--bind-addr=<address>
                 %--api-addr=<address>
                restart | Restart the server that runs in the background.
                """ + OPTIONS;
    private static final String SERVICE =
            "start | Start a server in the background and wait until it answers.\n" + OPTIONS + """
                  --timeout=<duration>     how long it may take to answer, 60s if not given
                stop | Stop the server that runs on the data directory.
                  --timeout=<duration>     how long requests in flight may take, 25s if not given
                restart | Stop and start again.
                  --timeout=<duration>     how long each step may take
                """ + OPTIONS + """
                status | Answer whether a server runs on the data directory.
                """;

    private ServerVerbs() {}

    /** The noun {@code server} with its verbs. */
    public static Noun server() {
        return Noun.of("server", "A server in this process.", SERVER);
    }

    /** The noun {@code service} with its verbs. */
    public static Noun service() {
        return Noun.of("service", "A server in the background.", SERVICE);
    }

    /** What a verb does. */
    public static Verb verb(String noun, String name) {
        return switch (noun + " " + name) {
            case "server start" -> new ServerStart();
            case "service start" -> new ServiceStart();
            case "service stop" -> new ServiceStop();
            case "server restart", "service restart" -> new ServiceRestart();
            case "service status" -> new ServiceStatus();
            default -> throw new IllegalArgumentException("no verb " + noun + " " + name);
        };
    }
}
