package dev.caxton.client;

final class SocketHttpCaxtonTest extends HttpCaxtonTests {
    @Override
    HttpTransport transport() {
        return new SocketTransport();
    }
}
