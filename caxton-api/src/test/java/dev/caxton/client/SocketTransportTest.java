package dev.caxton.client;

import org.junit.jupiter.api.Nested;

final class SocketTransportTest {

    @Nested
    final class Requests extends HttpRequestsTests {
        @Override
        HttpTransport transport() {
            return new SocketTransport();
        }
    }

    @Nested
    final class Failures extends HttpFailuresTests {
        @Override
        HttpTransport transport() {
            return new SocketTransport();
        }
    }

    @Nested
    final class Streams extends HttpStreamsTests {
        @Override
        HttpTransport transport() {
            return new SocketTransport();
        }
    }
}
