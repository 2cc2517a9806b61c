package io.backout.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks an address every 20 ms and keeps the longest time without a good answer. */
final class Outage implements AutoCloseable {
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMillis(500))
            .build();
    private final HttpRequest request;
    private final Thread thread = new Thread(this::watch, "outage");
    private volatile boolean ended;
    private volatile long lastGood;
    private volatile long longest;

    Outage(String url) {
        this.request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(2))
                .build();
        this.lastGood = System.nanoTime();
        thread.start();
    }

    private void watch() {
        try {
            while (!ended) {
                ask();
                Thread.sleep(20);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask() throws InterruptedException {
        try {
            if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                long now = System.nanoTime();
                longest = Math.max(longest, now - lastGood);
                lastGood = now;
            }
        } catch (IOException noAnswer) {
            // Asked again after the same pause: at once would cost a whole core, and the others' time with it.
        }
    }

    /** Seconds; waits for one more good answer first. */
    double seconds() throws InterruptedException {
        long from = lastGood;
        for (int i = 0; i < 3_000 && lastGood == from; i++) {
            Thread.sleep(10);
        }
        return longest / 1e9;
    }

    @Override
    public void close() throws InterruptedException {
        ended = true;
        thread.interrupt();
        thread.join();
    }
}
