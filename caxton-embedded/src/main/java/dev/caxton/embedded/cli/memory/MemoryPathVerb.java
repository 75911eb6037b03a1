package dev.caxton.embedded.cli.memory;

import dev.caxton.api.ExitCode;
import dev.caxton.api.WireName;
import dev.caxton.api.memory.MemoryGraph;
import dev.caxton.api.memory.MemoryPath;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.PathQuery;
import dev.caxton.api.memory.Relation;
import dev.caxton.embedded.cli.Invocation;
import dev.caxton.embedded.cli.Output;
import dev.caxton.embedded.cli.Verb;

/** {@code memory path}: how two entities are connected; 1 where they are not. */
final class MemoryPathVerb implements Verb {

    @Override
    public ExitCode run(Invocation invocation) {
        String scope = invocation.text("--scope");
        PathQuery query = new PathQuery(
                invocation.text("--agent"),
                invocation.subject(),
                invocation.arguments().get(1),
                scope == null ? null : WireName.parse(MemoryScope.class, "--scope", scope),
                invocation.count("--max-length", PathQuery.USUAL_LENGTH),
                RelationOptions.of(invocation));
        MemoryPath path = invocation.caxton().memory().path(query);
        Output output = invocation.output();
        if (output.json()) {
            output.json(path);
        } else if (path.found()) {
            print(output, path);
        }
        if (!path.found()) {
            output.complain("No path of at most " + query.maxLength() + " relations leads from " + query.from() + " to "
                    + query.to());
        }
        return path.found() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static void print(Output output, MemoryPath path) {
        MemoryGraph.Node here = path.nodes().getFirst();
        output.line(here.entityName() + " (" + here.entityType() + ")");
        for (int i = 0; i < path.edges().size(); i++) {
            Relation relation = path.edges().get(i);
            boolean forwards = relation.fromEntity().equals(path.nodes().get(i).entityId());
            MemoryGraph.Node next = path.nodes().get(i + 1);
            output.line("  " + (forwards ? "-- " : "<- ") + relation.relationType() + (forwards ? " -> " : " -- ")
                    + next.entityName() + " (" + next.entityType() + ")");
        }
    }
}
