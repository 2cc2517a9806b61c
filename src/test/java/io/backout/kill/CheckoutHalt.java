package io.backout.kill;

/** git hangs in the middle of its work, and holds its index lock; it never goes on. */
record CheckoutHalt(SlowCheckout checkout) implements Halt {
    @Override
    public String[] arm() {
        checkout.install();
        return new String[0];
    }

    @Override
    public boolean isReached() {
        return checkout.isReached();
    }

    @Override
    public void letGo() {
        checkout.killGit();
    }
}
