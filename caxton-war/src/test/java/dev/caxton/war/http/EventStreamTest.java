package dev.caxton.war.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caxton.api.CaxtonException;
import dev.caxton.api.NotFoundException;
import dev.caxton.api.ProblemType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventStreamTest {

    private static final RequestIdentity REQUEST = new RequestIdentity("r-1", null, "/x", Instant.EPOCH);

    private final OpenStreams streams = new OpenStreams(Duration.ofSeconds(15));

    @Test
    void writesEventsInOrderAndEnds() {
        EventStream stream = streams.ending();

        stream.feed(REQUEST, () -> {
            stream.tell(new ServerEvent("part", "7", Map.of("text", "a\nb")));
            return ServerEvent.of("whole", Map.of());
        });

        assertThat(written(stream))
                .isEqualTo(": stream\n\nevent: part\nid: 7\ndata: {\"text\":\"a\\nb\"}\n\nevent: whole\ndata: {}\n\n");
    }

    @Test
    void throwsAFailureThatComesBeforeAnyEvent() {
        EventStream stream = streams.ending();

        assertThatThrownBy(() -> stream.feed(REQUEST, () -> {
                    throw CaxtonException.of(ProblemType.AGENT_NOT_FOUND, "no agent", (String) null);
                }))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void tellsNothingOfAnUnforeseenFailure() {
        EventStream stream = streams.ending();

        stream.feed(REQUEST, () -> {
            stream.tell(ServerEvent.of("part", Map.of()));
            throw new IllegalStateException("secret");
        });

        assertThat(written(stream))
                .contains("event: problem")
                .contains("INTERNAL_ERROR")
                .doesNotContain("secret");
    }

    @Test
    void fillsSilenceWithComments() throws Exception {
        EventStream stream = new OpenStreams(Duration.ofMillis(5)).endless();
        CountDownLatch heartbeats = new CountDownLatch(3);

        Thread writer = Thread.ofVirtual()
                .start(() -> stream.write(new OutputStream() {
                    @Override
                    public void write(int b) {
                        throw new AssertionError("one byte at a time");
                    }

                    @Override
                    public void write(byte[] bytes) {
                        if (new String(bytes, StandardCharsets.UTF_8).startsWith(": keep-alive")) {
                            heartbeats.countDown();
                        }
                    }
                }));

        heartbeats.await();
        stream.close();
        writer.join();
    }

    @Test
    void closesItsSourceWhenTheCallerHasGone() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        EventStream stream = streams.endless().from(closed::countDown);
        assertThat(streams.count()).isEqualTo(1);

        stream.write(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("broken pipe");
            }
        });

        closed.await();
        stream.tell(ServerEvent.of("late", Map.of())); // does not block
        assertThat(streams.count()).isZero();
    }

    @Test
    void endsStreamsOfTheFutureOnceAllWereClosed() {
        streams.closeAll();

        assertThat(written(streams.endless())).isEqualTo(": stream\n\n");
    }

    private static String written(EventStream stream) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        stream.write(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
