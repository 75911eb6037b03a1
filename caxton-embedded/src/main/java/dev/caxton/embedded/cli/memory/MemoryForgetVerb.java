package dev.caxton.embedded.cli.memory;

import dev.caxton.api.ExitCode;
import dev.caxton.api.memory.ForgetReport;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;

/** {@code memory forget}. */
final class MemoryForgetVerb implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        String id = invocation.subject();
        if (!invocation.confirmed("Forget " + id + " for good, with its history? This cannot be undone.")) {
            invocation.output().complain("Nothing was changed.");
            return ExitCode.FAILED;
        }
        ForgetReport report = invocation.caxton().memory().forget(invocation.text("--agent"), id);
        Output output = invocation.output();
        if (output.json()) {
            output.json(report);
        } else {
            output.line("Forgot " + id + ": " + report.entitiesDeleted() + " entities, " + report.observationsDeleted()
                    + " observations, " + report.relationsDeleted() + " relations, " + report.vectorsDeleted()
                    + " vectors.");
            output.line(
                    report.verified()
                            ? "Nothing of it is left in the database and its log."
                            : "Something of it is left in the database.");
            report.remaining().forEach(place -> output.line(line(place)));
        }
        return report.verified() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static String line(ForgetReport.Remainder place) {
        if (place.certain()) {
            return "Still in " + place.kind() + " " + place.reference() + ".";
        }
        return place.kind().equals("message")
                ? "Messages could not be searched: nobody knows the text any more."
                : "Still in " + place.kind() + " " + place.reference() + ", if it is that old: it was not opened.";
    }
}
