package dev.caxton.embedded.cli;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ExitCode;
import dev.caxton.api.ProblemType;
import dev.caxton.api.Violation;
import java.util.List;

/** The program: understands a command line, runs its verb, and ends with the exit code of what came of it. */
public final class CaxtonCommand {

    private static final String KEYS = "Give a key in CAXTON_API_KEY, or name a file that holds one with --key-file or"
            + " CAXTON_API_KEY_FILE; 'caxton keys create' makes one.";

    private final Surroundings surroundings;
    private final LocalEngine engine;
    private final Catalogue catalogue = new Catalogue();

    /** Takes the surroundings and what works without a server. */
    public CaxtonCommand(Surroundings surroundings, LocalEngine engine) {
        this.surroundings = surroundings;
        this.engine = engine;
    }

    /** Runs the command line and ends the process. */
    public static void main(String[] arguments) {
        if (arguments.length == 1 && arguments[0].equals("--train")) {
            Training.run(new InProcessEngine());
            return;
        }
        System.exit(new CaxtonCommand(Surroundings.ofProcess(), new InProcessEngine())
                .run(List.of(arguments))
                .code());
    }

    /** Runs one command line. */
    public ExitCode run(List<String> words) {
        Output plain = new Output(surroundings.out(), surroundings.err(), false, false);
        CommandLine line;
        try {
            line = CommandLine.parse(catalogue, words);
        } catch (CaxtonException e) {
            return report(plain, e);
        }
        Output output = new Output(surroundings.out(), surroundings.err(), wantsJson(line), line.has("--quiet"));
        try (Invocation invocation = new Invocation(catalogue, line, surroundings, output, engine)) {
            ExitCode code = run(invocation);
            output.flush();
            return code;
        } catch (ClosedPipe e) {
            return ExitCode.OK;
        } catch (CaxtonException e) {
            return flushed(output) ? report(output, e) : ExitCode.OK;
        } catch (RuntimeException e) {
            return flushed(output) ? unexpected(output, e) : ExitCode.OK;
        }
    }

    private ExitCode run(Invocation invocation) {
        Command command = invocation.command();
        if (invocation.has("--help")) {
            invocation.output().text(HelpText.of(command));
            return ExitCode.OK;
        }
        refuseWhatIsNotBuilt(invocation, command);
        return catalogue.verb(command).run(invocation);
    }

    private static void refuseWhatIsNotBuilt(Invocation invocation, Command command) {
        refuse("'caxton " + command.words() + "'", command.availability(), "See 'caxton help' for what is built.");
        for (Option option : command.options()) {
            if (invocation.has(option.name())) {
                refuse(
                        option.name() + " of 'caxton " + command.words() + "'",
                        option.availability(),
                        "Leave the option out.");
            }
        }
    }

    private static void refuse(String what, Availability availability, String hint) {
        String detail =
                switch (availability) {
                    case BUILT -> "";
                    case PLANNED -> what + " is not built yet";
                    case CLUSTER ->
                        "NOT_CLUSTERED: " + what + " needs several servers, and this version runs one node alone";
                    case BACKEND ->
                        "BACKEND_NOT_CONFIGURED: " + what
                                + " needs an external memory backend, and this version has the embedded one alone";
                };
        if (availability != Availability.BUILT) {
            throw CaxtonException.of(ProblemType.NOT_SUPPORTED, detail, hint);
        }
    }

    private static boolean wantsJson(CommandLine line) {
        boolean ownFormat = line.command().options().stream()
                .anyMatch(option -> option.name().equals("--format"));
        List<String> format = line.options().getOrDefault("--format", List.of());
        return line.has("--json") || (!ownFormat && format.contains("json"));
    }

    private static boolean flushed(Output output) {
        try {
            output.flush();
            return true;
        } catch (ClosedPipe e) {
            return false;
        }
    }

    private static ExitCode report(Output output, CaxtonException problem) {
        output.complain("caxton: " + problem.getMessage());
        List<Violation> errors = problem.problem().errors();
        if (errors.size() != 1 || !errors.getFirst().toString().equals(problem.getMessage())) {
            errors.forEach(violation -> output.complain("  " + violation));
        }
        // What the server says of headers helps a program; who types needs to know where a key may come from.
        String hint = problem.type() == ProblemType.UNAUTHENTICATED ? KEYS : problem.hint();
        if (hint != null) {
            output.complain("  " + hint);
        }
        return problem.type().exitCode();
    }

    private ExitCode unexpected(Output output, RuntimeException fault) {
        output.complain("caxton: unexpected failure: " + fault);
        if (surroundings.variable("CAXTON_DEBUG").isEmpty()) {
            output.complain("  Run it again with CAXTON_DEBUG=1 for the details, and report them.");
        } else {
            for (StackTraceElement element : fault.getStackTrace()) {
                output.complain("    at " + element);
            }
        }
        return ExitCode.FAILED;
    }
}
