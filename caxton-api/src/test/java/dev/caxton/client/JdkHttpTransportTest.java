package dev.caxton.client;

import org.junit.jupiter.api.Nested;

final class JdkHttpTransportTest {

    @Nested
    final class Requests extends HttpRequestsTests {
        @Override
        HttpTransport transport() {
            return new JdkHttpTransport();
        }
    }

    @Nested
    final class Failures extends HttpFailuresTests {
        @Override
        HttpTransport transport() {
            return new JdkHttpTransport();
        }
    }

    @Nested
    final class Streams extends HttpStreamsTests {
        @Override
        HttpTransport transport() {
            return new JdkHttpTransport();
        }
    }
}
