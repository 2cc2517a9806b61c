package io.backout.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Seconds of several runs. */
final class Figures {
    private final List<Double> seconds = new ArrayList<>();

    void add(double value) {
        seconds.add(value);
        Collections.sort(seconds);
    }

    double median() {
        return seconds.get(seconds.size() / 2);
    }

    @Override
    public String toString() {
        return "%.2f / %.2f / %.2f".formatted(seconds.get(0), median(), seconds.get(seconds.size() - 1));
    }
}
