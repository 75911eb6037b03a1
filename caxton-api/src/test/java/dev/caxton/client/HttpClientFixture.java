package dev.caxton.client;

import static dev.caxton.client.ScriptedPeer.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.ProblemType;
import dev.caxton.api.agent.AgentRef;
import dev.caxton.api.messaging.AgentRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;

/** A client over some transport, and a peer that answers as a test wants. */
abstract class HttpClientFixture {

    static final String AGENT = """
        {"id":"01890000-0000-7000-8000-000000000001","name":"Greeter","slug":"greeter","type":"config",
         "state":"running","version":"1.0.0","sequence":1,"digest":"00","capabilities":["greeting"],"tools":[],
         "memory_enabled":false,"memory_scope":"agent","provider":"embedded","since":"2026-11-22T10:00:00Z",
         "problems":[],"of_a_newer_version":true}\
        """;
    static final String IDS = """
        "message_id":"01890000-0000-7000-8000-00000000000a","conversation_id":"01890000-0000-7000-8000-00000000000b\"\
        """;
    static final String REPLY = "{" + IDS
            + ",\"reply\":{\"performative\":\"inform\",\"content\":\"Grüß dich\"},\"agent\":\"greeter\","
            + "\"provider\":\"embedded\",\"tools_used\":[],\"memory_used\":[],\"latency_ms\":3.5}";
    static final AgentRef GREETER = AgentRef.of("greeter");
    static final AgentRequest HELLO = AgentRequest.of("Hello");

    final ScriptedPeer peer = new ScriptedPeer();
    final HttpCaxton caxton = client(peer.url(), Duration.ofSeconds(120));

    abstract HttpTransport transport();

    HttpCaxton client(URI url, Duration timeout) {
        return HttpCaxton.over(transport(), new HttpCaxtonOptions(url, "k3y", timeout));
    }

    @AfterEach
    void close() throws IOException {
        caxton.close();
        peer.close();
    }

    static CaxtonException thrown(Class<? extends CaxtonException> kind, ProblemType type, ThrowingCallable call) {
        CaxtonException problem = catchThrowableOfType(CaxtonException.class, call);
        assertThat(problem).isInstanceOf(kind);
        assertThat(problem.type()).as(problem.getMessage()).isEqualTo(type);
        return problem;
    }
}
