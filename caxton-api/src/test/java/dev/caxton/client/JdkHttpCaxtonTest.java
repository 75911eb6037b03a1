package dev.caxton.client;

final class JdkHttpCaxtonTest extends HttpCaxtonTests {
    @Override
    HttpTransport transport() {
        return new JdkHttpTransport();
    }
}
