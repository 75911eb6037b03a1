package dev.caxton.embedded.cli.config;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ExitCode;
import dev.caxton.api.ProblemType;
import dev.caxton.api.ops.ConfigReport;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;
import java.util.List;
import java.util.Map;

/** {@code config show}: the running server's configuration, or else what one started here would see. */
final class ShowConfig implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        ConfigReport report = report(invocation);
        Output output = invocation.output();
        String key = invocation.argument();
        if (key != null) {
            return one(output, report, key);
        }
        if (output.json()) {
            output.json(report);
        } else {
            output.table(
                    List.of("KEY", "VALUE", "SOURCE"),
                    report.entries().stream()
                            .map(entry ->
                                    List.of(entry.key(), entry.value().isEmpty() ? "-" : entry.value(), entry.source()))
                            .toList());
        }
        report.warnings().forEach(warning -> output.say("warning: " + warning));
        return ExitCode.OK;
    }

    private static ExitCode one(Output output, ConfigReport report, String key) {
        for (ConfigReport.Entry entry : report.entries()) {
            if (entry.key().equals(key)) {
                if (output.json()) {
                    output.json(entry);
                } else {
                    output.line(entry.value());
                }
                return ExitCode.OK;
            }
        }
        throw CaxtonException.of(
                ProblemType.NOT_FOUND,
                "There is no configuration key '" + key + "'",
                "List them with 'caxton config show'.");
    }

    private static ConfigReport report(Invocation invocation) {
        if (!invocation.has("--local")) {
            try {
                return invocation.caxton().ops().config();
            } catch (CaxtonException e) {
                if (e.type() != ProblemType.UNREACHABLE) {
                    throw e;
                }
                invocation.output().say("No server answers; this is what one started here would see.");
            }
        }
        return invocation.engine().config(invocation.door().configFile(), options(invocation));
    }

    /** The data directory, if the command line names one. */
    static Map<String, String> options(Invocation invocation) {
        return invocation.has("--data-dir")
                ? Map.of("server.data_dir", invocation.door().dataDir().toString())
                : Map.of();
    }
}
