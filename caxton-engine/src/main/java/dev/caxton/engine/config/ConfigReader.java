package dev.caxton.engine.config;

import dev.caxton.api.Violation;
import dev.caxton.api.ops.ConfigReport;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration: defaults, under a YAML file, under environment variables, under options; settings of an
 * application server stand where they say.
 *
 * <p>The file is the one named by the caller, else by {@code CAXTON_CONFIG}, else {@code caxton.yaml} in the working
 * directory, else {@code /etc/caxton/caxton.yaml}, else none. Whatever is wrong is reported at once. May be shared
 * between threads.
 */
public final class ConfigReader {

    private final Path workingDirectory;
    private final Map<String, String> environment;
    private final List<Path> usualFiles;
    private final List<HostSetting> hostSettings;
    private final @Nullable Path usualDataDir;

    /**
     * Takes the surroundings.
     *
     * @param workingDirectory what relative paths are relative to
     * @param environment environment variables
     * @param usualFiles where a file is looked for if none is named, in this order
     */
    public ConfigReader(Path workingDirectory, Map<String, String> environment, List<Path> usualFiles) {
        this(workingDirectory, environment, usualFiles, List.of(), null);
    }

    private ConfigReader(
            Path workingDirectory,
            Map<String, String> environment,
            List<Path> usualFiles,
            List<HostSetting> hostSettings,
            @Nullable Path usualDataDir) {
        this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
        this.environment = Map.copyOf(environment);
        this.usualFiles = List.copyOf(usualFiles);
        this.hostSettings = List.copyOf(hostSettings);
        this.usualDataDir = usualDataDir;
    }

    /** A reader for a host with a place for data: used where no source names a data directory. */
    public ConfigReader withUsualDataDir(Path directory) {
        return new ConfigReader(workingDirectory, environment, usualFiles, hostSettings, directory);
    }

    /** A reader with the surroundings of this process; within an application server that is known, {@link #ofHost}. */
    public static ConfigReader ofProcess() {
        HostServer host = new HostServer(System.getenv(), System.getProperties());
        return host.dataDirectory().isPresent() ? host.configuration() : ofUsualPlaces(System.getenv());
    }

    /** A reader of the files that are read wherever Caxton runs. */
    static ConfigReader ofUsualPlaces(Map<String, String> environment) {
        return new ConfigReader(
                Path.of(""), environment, List.of(Path.of("caxton.yaml"), Path.of("/etc/caxton/caxton.yaml")));
    }

    /**
     * A reader for an application in a server: with the surroundings of this process, system properties such as {@code
     * caxton.data_dir} as good as {@code CAXTON_DATA_DIR}, and data in the server's own directory where nothing else is said.
     */
    public static ConfigReader ofHost() {
        return new HostServer(System.getenv(), System.getProperties()).configuration();
    }

    /** A reader that sees no file and no environment, for programs that give every setting as an option. */
    public static ConfigReader ofNothing(Path workingDirectory) {
        return new ConfigReader(workingDirectory, Map.of(), List.of());
    }

    /** The same reader with settings of an application server, between file and environment or above both. */
    public ConfigReader with(List<HostSetting> settings) {
        return new ConfigReader(workingDirectory, environment, usualFiles, settings, usualDataDir);
    }

    /**
     * Reads everything.
     *
     * @param file the file to read; null to look for one
     * @param options strongest settings, by dotted key such as {@code server.port}
     * @throws dev.caxton.api.InvalidRequestException of type {@code INVALID_CONFIGURATION} with every problem
     */
    public EffectiveConfig read(@Nullable Path file, Map<String, String> options) {
        ConfigProblems problems = new ConfigProblems();
        Path found = find(file, problems);
        ConfigResolution values = resolution(found, options, problems);
        values.checkNames();
        values.resolveAll();
        place(values);
        checkTogether(values, problems);
        problems.throwIfAny();
        List<ConfigReport.Entry> entries =
                ConfigKeys.ALL.stream().map(values::entry).toList();
        return new EffectiveConfig(assemble(values), new ConfigReport(entries, problems.warnings()), found);
    }

    /**
     * Reads some keys only and passes over what is wrong with others: a client that looks for its server need not be
     * able to read the server's secrets.
     *
     * @param keys dotted keys
     * @return text of each value by key, empty where a key has none
     */
    public Map<String, String> peek(@Nullable Path file, Map<String, String> options, List<String> keys) {
        ConfigProblems problems = new ConfigProblems();
        ConfigResolution values = resolution(find(file, problems), options, problems);
        place(values);
        Map<String, String> texts = new LinkedHashMap<>();
        for (ConfigKey<?> key : ConfigKeys.ALL) {
            if (keys.contains(key.name())) {
                texts.put(key.name(), values.entry(key).value());
            }
        }
        problems.throwIfAny();
        return texts;
    }

    private ConfigResolution resolution(@Nullable Path file, Map<String, String> options, ConfigProblems problems) {
        Map<String, Setting> inFile = file == null ? Map.of() : YamlFile.read(file, problems);
        return new ConfigResolution(
                List.of(
                        ofOptions(options),
                        ofHost(true, problems),
                        Variables.read(environment, problems),
                        ofHost(false, problems),
                        inFile),
                workingDirectory,
                new References(workingDirectory, environment, problems),
                problems);
    }

    private @Nullable Path find(@Nullable Path named, ConfigProblems problems) {
        if (named != null) {
            return existing(named.toString(), "the option --config", problems);
        }
        for (String variable : List.of("CAXTON_CONFIG", "CAXTON_CONFIG_PATH")) {
            String path = environment.get(variable);
            if (path != null && !path.isBlank()) {
                return existing(path, "the environment variable " + variable, problems);
            }
        }
        return usualFiles.stream()
                .map(workingDirectory::resolve)
                .filter(Files::exists)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Path existing(String path, String namedBy, ConfigProblems problems) {
        Path file = workingDirectory.resolve(path).normalize();
        if (Files.exists(file)) {
            return file;
        }
        problems.add(Violation.at(
                path, "the configuration file does not exist; it is named by " + namedBy, "`caxton init` makes one"));
        return null;
    }

    private static Map<String, Setting> ofOptions(Map<String, String> options) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        options.forEach((key, value) -> settings.put(
                key,
                new Setting(key, value, false, Setting.Layer.OPTIONS, Setting.OPTION + optionName(key), null, null)));
        return settings;
    }

    private Map<String, Setting> ofHost(boolean aboveEnvironment, ConfigProblems problems) {
        Map<String, Setting> settings = new LinkedHashMap<>();
        for (HostSetting host : hostSettings) {
            if (host.aboveEnvironment() != aboveEnvironment || host.value().isBlank()) {
                continue;
            }
            String key = ConfigKeys.meant(host.key());
            if (ConfigResolution.isKnown(key)) {
                settings.put(key, host.setting(key));
            } else {
                // As with variables: the host's other programs may have settings under this prefix.
                problems.warn(host.setting(key), key + " is not a known key");
            }
        }
        return settings;
    }

    /** Without its dashes. */
    private static String optionName(String dotted) {
        return ConfigKeys.ALL.stream()
                .filter(key -> key.name().equals(dotted) && key.option() != null)
                .map(key -> Objects.requireNonNull(key.option()).substring(2))
                .findFirst()
                .orElse("override " + dotted);
    }

    /** Makes paths absolute and gives values to keys whose default depends on other keys. */
    private void place(ConfigResolution values) {
        if (usualDataDir != null) {
            values.replaceDefault(ConfigKeys.DATA_DIR, usualDataDir, "the server's own data directory");
        }
        Path dataDir = absolute(values.get(ConfigKeys.DATA_DIR));
        values.refine(ConfigKeys.DATA_DIR, dataDir);
        Path agentsDir = values.find(ConfigKeys.AGENTS_DIR);
        if (agentsDir != null) {
            values.refine(ConfigKeys.AGENTS_DIR, absolute(agentsDir));
        } else {
            Path recorded = InitRecord.agentsDir(dataDir);
            values.fallBack(
                    ConfigKeys.AGENTS_DIR,
                    recorded == null ? dataDir.resolveSibling("agents") : recorded,
                    recorded == null ? "default" : InitRecord.file(dataDir).toString());
        }
        Path logFile = values.find(ConfigKeys.LOG_FILE);
        if (logFile != null) {
            values.refine(ConfigKeys.LOG_FILE, absolute(logFile));
        }
        values.fallBack(ConfigKeys.LOG_FORMAT, logFile == null ? "text" : "json", "default");
        for (ConfigKey<Path> file :
                List.of(NetworkKeys.TLS_CERTIFICATE, NetworkKeys.TLS_KEY, NetworkKeys.TLS_CLIENT_AUTHORITIES)) {
            Path path = values.find(file);
            if (path != null) {
                values.refine(file, absolute(path));
            }
        }
        values.fallBack(NetworkKeys.TLS_CERTIFICATE, dataDir.resolve("certs/server.crt"), "default");
        values.fallBack(NetworkKeys.TLS_KEY, dataDir.resolve("certs/server.key"), "default");
        values.fallBack(NetworkKeys.RATE_ENABLED, !loopback(values.get(ConfigKeys.HOST)), "default");
    }

    private Path absolute(Path path) {
        String home = environment.get("HOME");
        Path expanded = path.startsWith("~") && home != null
                ? Path.of(home).resolve(Path.of("~").relativize(path))
                : path;
        return workingDirectory.resolve(expanded).normalize();
    }

    private static void checkTogether(ConfigResolution values, ConfigProblems problems) {
        int port = values.get(ConfigKeys.PORT);
        if (port > 0 && port == values.get(ConfigKeys.METRICS_PORT)) {
            problems.add(Violation.at(
                    values.entry(ConfigKeys.METRICS_PORT).source(),
                    ConfigKeys.METRICS_PORT.name() + " is " + port + ", expected another port than "
                            + ConfigKeys.PORT.name(),
                    "the metrics are also at /metrics on port " + port + "; -1 opens no second port"));
        }
        Path dataDir = values.get(ConfigKeys.DATA_DIR);
        Path platform = dataDir.resolve("caxton.db");
        if (dataDir.resolve(values.get(ConfigKeys.SQLITE_PATH)).normalize().equals(platform)) {
            problems.add(Violation.at(
                    values.entry(ConfigKeys.SQLITE_PATH).source(),
                    ConfigKeys.SQLITE_PATH.name() + " is " + platform + ", expected another file than the database of"
                            + " agents and messages",
                    "memory.db is the usual name"));
        }
        OidcKeys.check(values, problems);
        if (!values.get(NetworkKeys.TLS_CLIENT_AUTH).equals("none")
                && values.find(NetworkKeys.TLS_CLIENT_AUTHORITIES) == null) {
            problems.add(Violation.at(
                    values.entry(NetworkKeys.TLS_CLIENT_AUTH).source(),
                    NetworkKeys.TLS_CLIENT_AUTH.name() + " is " + values.get(NetworkKeys.TLS_CLIENT_AUTH)
                            + ", expected " + NetworkKeys.TLS_CLIENT_AUTHORITIES.name() + " beside it",
                    "it names the PEM file of the authorities whose certificates are believed"));
        }
        if (dataDir.equals(values.get(ConfigKeys.AGENTS_DIR))) {
            problems.add(Violation.at(
                    values.entry(ConfigKeys.AGENTS_DIR).source(),
                    ConfigKeys.AGENTS_DIR.name() + " is " + dataDir + ", expected another directory than "
                            + ConfigKeys.DATA_DIR.name(),
                    null));
        }
    }

    /** Whether a host is this machine by its spelling alone: reading a configuration asks no name service. */
    private static boolean loopback(String host) {
        InetAddress address = AddressRange.literal(host);
        return address == null ? host.equalsIgnoreCase("localhost") : address.isLoopbackAddress();
    }

    private static CaxtonConfig assemble(ConfigResolution values) {
        return new CaxtonConfig(
                new ServerConfig(
                        values.get(ConfigKeys.HOST),
                        values.get(ConfigKeys.PORT),
                        values.get(ConfigKeys.DATA_DIR),
                        values.get(ConfigKeys.AGENTS_DIR),
                        values.get(ConfigKeys.REQUEST_TIMEOUT),
                        values.get(ConfigKeys.SHUTDOWN_TIMEOUT),
                        values.get(ConfigKeys.MAX_BODY_SIZE)),
                new RuntimeConfig(
                        values.get(ConfigKeys.MAX_AGENTS),
                        values.get(ConfigKeys.ENABLE_HOT_RELOAD),
                        values.get(ConfigKeys.RELOAD_DEBOUNCE),
                        values.get(ConfigKeys.MAX_CONCURRENT_MESSAGES)),
                new MemoryConfig(
                        values.get(ConfigKeys.BACKEND),
                        values.get(ConfigKeys.SQLITE_PATH),
                        values.get(ConfigKeys.EMBEDDING_MODEL),
                        values.get(ConfigKeys.EMBEDDING_CACHE_ENTRIES),
                        values.get(ConfigKeys.EMBEDDING_THREADS),
                        values.get(ConfigKeys.SEARCH_LIMIT),
                        values.get(ConfigKeys.MAX_ENTITIES),
                        values.get(ConfigKeys.CLEANUP_INTERVAL),
                        values.get(ConfigKeys.REFUSE_SECRETS),
                        new MemoryConfig.Recording(
                                values.get(ConfigKeys.AUTO_STORE),
                                values.get(ConfigKeys.AUTO_STORE_BY).equals("model"),
                                values.get(ConfigKeys.AUTO_STORE_CONFIDENCE)),
                        new MemoryConfig.Keeping(
                                values.get(ConfigKeys.RETENTION),
                                values.get(ConfigKeys.DECAY_HALF_LIFE),
                                values.get(ConfigKeys.CLEANUP_MIN_CONFIDENCE),
                                values.get(ConfigKeys.DECAY_BY_USE))),
                new MessagingConfig(
                        values.get(ConfigKeys.MAX_MESSAGE_SIZE),
                        values.get(ConfigKeys.QUEUE_SIZE),
                        values.get(ConfigKeys.CONTEXT_TURNS),
                        values.get(ConfigKeys.MAX_ATTEMPTS)),
                new LlmConfig(
                        values.get(ConfigKeys.LLM_PROVIDER),
                        values.find(ConfigKeys.LLM_MODEL),
                        values.get(ConfigKeys.LLM_TIMEOUT),
                        values.get(ConfigKeys.RETRY_ATTEMPTS),
                        values.get(ConfigKeys.MAX_TOOL_ROUNDS),
                        new LlmConfig.OpenAi(
                                values.get(ConfigKeys.OPENAI_BASE_URL),
                                values.find(ConfigKeys.OPENAI_API_KEY),
                                values.get(ConfigKeys.OPENAI_MODEL))),
                new ToolsConfig(
                        values.get(ConfigKeys.TOOL_TIMEOUT),
                        values.get(ConfigKeys.MAX_CONCURRENT_TOOLS),
                        values.get(ConfigKeys.MAX_RESULT_SIZE),
                        new ToolsConfig.HttpClientTool(
                                values.get(ConfigKeys.ALLOW_PRIVATE_ADDRESSES), values.get(ConfigKeys.MAX_REDIRECTS))),
                new LoggingConfig(
                        values.get(ConfigKeys.LOG_LEVEL),
                        values.find(ConfigKeys.LOG_FILE),
                        values.get(ConfigKeys.LOG_FORMAT)),
                new MonitoringConfig(values.get(ConfigKeys.METRICS_PORT), values.get(ConfigKeys.HEALTH_CHECK_INTERVAL)),
                new SecurityConfig(
                        values.get(ConfigKeys.ALLOW_UNAUTHENTICATED),
                        values.get(ConfigKeys.AUTHENTICATION_ENABLED),
                        values.get(ConfigKeys.ALLOWED_HOSTS),
                        OidcKeys.assemble(values),
                        values.get(ConfigKeys.OIDC_ROLE_MAP)),
                NetworkKeys.assemble(values));
    }
}
