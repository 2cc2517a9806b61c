package io.backout.backup;

/**
 * Which way tables go.
 *
 * @param side whose tables take live's place
 * @param away takes live's tables
 * @param going the marker's phase from before the swap until everything after it is done
 * @param done the marker's phase from then on
 */
record SwapRoute(String live, String side, String away, String going, String done) {
    static SwapRoute there(SwapNames names) {
        return new SwapRoute(names.live(), names.shadow(), names.putAway(), "SWAPPING", "SWAPPED");
    }

    static SwapRoute back(SwapNames names) {
        return new SwapRoute(names.live(), names.putAway(), names.undone(), "SWAPPING_BACK", "SWAPPED_BACK");
    }
}
