package dev.caxton.war.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caxton.engine.config.RateLimitConfig;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private long now = 1_000_000_000_000L;
    private final RateLimiter limiter = new RateLimiter(new RateLimitConfig(true, 60, 5), () -> now);

    @Test
    void allowsABurstAndThenTheRate() {
        for (int i = 5; i > 0; i--) {
            RateLimiter.Verdict verdict = limiter.take("a");
            assertThat(verdict.allowed()).isTrue();
            assertThat(verdict.limit()).isEqualTo(5);
            assertThat(verdict.remaining()).isEqualTo(i - 1);
        }
        RateLimiter.Verdict refused = limiter.take("a");
        assertThat(refused).isEqualTo(new RateLimiter.Verdict(false, 5, 0, 5, 1));

        pass(Duration.ofMillis(999));
        assertThat(limiter.take("a").allowed()).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(limiter.take("a").allowed()).isTrue();
        assertThat(limiter.take("a").allowed()).isFalse();
    }

    @Test
    void fillsABucketNoFurtherThanToItsBrim() {
        limiter.take("a");
        pass(Duration.ofDays(400));

        assertThat(allowedOf(100, "a")).isEqualTo(5);
    }

    @Test
    void refusesWithoutPushingTheNextTokenAway() {
        assertThat(allowedOf(1000, "a")).isEqualTo(5);
        pass(Duration.ofSeconds(1));

        assertThat(limiter.take("a").allowed()).isTrue();
    }

    @Test
    void keepsCallersApart() {
        assertThat(allowedOf(100, "a")).isEqualTo(5);
        assertThat(allowedOf(100, "b")).isEqualTo(5);
    }

    @Test
    void tellsHowLongToWait() {
        RateLimiter slow = new RateLimiter(new RateLimitConfig(true, 1, 1), () -> now);
        assertThat(slow.take("a").allowed()).isTrue();

        assertThat(slow.take("a").retrySeconds()).isEqualTo(60);
        pass(Duration.ofMillis(30_500));
        assertThat(slow.take("a").retrySeconds()).isEqualTo(30);
    }

    @Test
    void remembersNoMoreCallersThanItSays() {
        assertThat(allowedOf(100, "regular")).isEqualTo(5);
        for (int i = 0; i < 2_000_000; i++) {
            limiter.take("address " + i);
            if (i % 1000 == 0) {
                assertThat(limiter.take("regular").allowed()).isFalse(); // who keeps coming is not forgotten
            }
        }
        assertThat(limiter.size()).isLessThanOrEqualTo(RateLimiter.MOST_CALLERS);
    }

    @Test
    void countsRightUnderManyThreads() throws Exception {
        AtomicInteger allowed = new AtomicInteger();
        RateLimiter shared = new RateLimiter(new RateLimitConfig(true, 1, 1000), () -> 1);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int thread = 0; thread < 8; thread++) {
                threads.execute(() -> {
                    for (int i = 0; i < 1000; i++) {
                        allowed.addAndGet(shared.take("a").allowed() ? 1 : 0);
                    }
                });
            }
        }
        assertThat(allowed).hasValue(1000);
    }

    @Test
    void takesTheNetworkOfOneCustomerForOneCaller() {
        assertThat(RateLimiter.caller("2001:db8:1:2:3:4:5:6")).isEqualTo(RateLimiter.caller("2001:db8:1:2:ffff::1"));
        assertThat(RateLimiter.caller("2001:db8:1:2::1")).isNotEqualTo(RateLimiter.caller("2001:db8:1:3::1"));
        assertThat(RateLimiter.caller("10.0.0.1")).isNotEqualTo(RateLimiter.caller("10.0.0.2"));
    }

    private int allowedOf(int requests, String caller) {
        int allowed = 0;
        for (int i = 0; i < requests; i++) {
            allowed += limiter.take(caller).allowed() ? 1 : 0;
        }
        return allowed;
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
