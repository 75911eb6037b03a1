package dev.caxton.war.server;

import static java.util.Objects.requireNonNull;

import dev.caxton.api.Caxton;
import dev.caxton.api.agent.AgentDescription;
import dev.caxton.api.agent.AgentFile;
import dev.caxton.api.agent.AgentFileFormat;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.agent.Agents;
import dev.caxton.api.memory.Memory;
import dev.caxton.api.memory.MemoryScope;
import dev.caxton.api.memory.NewEntity;
import dev.caxton.api.messaging.AgentReply;
import dev.caxton.api.messaging.AgentRequest;
import dev.caxton.api.messaging.Messages;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody else's application has Caxton injected into. */
@WebServlet("/injected")
@SuppressWarnings("serial") // never written anywhere
public class InjectedServlet extends HttpServlet {

    @Serial
    private static final long serialVersionUID = 1L;

    @Inject
    private @Nullable Caxton caxton;

    @Inject
    private @Nullable Agents agents;

    @Inject
    private @Nullable Memory memory;

    @Inject
    private @Nullable Messages messages;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String file = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        AgentDescription agent =
                requireNonNull(agents).deploy(new AgentFile("injected.md", AgentFileFormat.MARKDOWN, file));
        AgentReply reply = requireNonNull(messages)
                .ask(AgentRef.of(agent.slug()), AgentRequest.of(request.getParameter("message")));
        String entity = requireNonNull(memory)
                .createEntity(new NewEntity(
                        null, "Injected", "test", List.of(reply.reply().content()), MemoryScope.WORKSPACE, Map.of()))
                .entityId();
        requireNonNull(agents).remove(AgentRef.of(agent.slug()));
        response.setContentType("text/plain;charset=utf-8");
        response.getWriter()
                .write(requireNonNull(caxton)
                        .memory()
                        .entity(entity)
                        .observations()
                        .toString());
        requireNonNull(memory).deleteEntity(entity);
    }
}
