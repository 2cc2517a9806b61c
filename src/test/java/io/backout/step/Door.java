package io.backout.step;

/** Where a person's request comes in. */
enum Door {
    API("our REST", ""),
    TASKLIST("Tasklist", "/camunda/api/engine/engine/default"),
    ENGINE_REST("engine REST", "/engine-rest");

    private final String words;
    private final String address;

    Door(String words, String address) {
        this.words = words;
        this.address = address;
    }

    String words() {
        return words;
    }

    String address() {
        return address;
    }
}
