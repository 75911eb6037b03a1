package dev.caxton.engine.store;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A gate that opens once; waiting for it is bounded. */
final class Latch {

    private final CountDownLatch latch = new CountDownLatch(1);

    void open() {
        latch.countDown();
    }

    void await() {
        try {
            if (!latch.await(120, TimeUnit.SECONDS)) {
                throw new AssertionError("nothing happened in two minutes");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
