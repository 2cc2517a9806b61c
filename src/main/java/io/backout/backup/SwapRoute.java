package io.backout.backup;

import io.backout.backup.Marker.Phase;

/**
 * Which way tables go.
 *
 * @param side whose tables take live's place
 * @param away takes live's tables
 * @param ready the marker's phase in which a swap may begin
 * @param going the marker's phase from before the swap until everything after it is done
 * @param done the marker's phase from then on
 */
record SwapRoute(String live, String side, String away, Phase ready, Phase going, Phase done) {
    static SwapRoute there(SwapNames names) {
        return new SwapRoute(
                names.live(), names.shadow(), names.putAway(), Phase.VERIFIED, Phase.SWAPPING, Phase.SWAPPED);
    }

    static SwapRoute back(SwapNames names) {
        return new SwapRoute(
                names.live(), names.putAway(), names.undone(), Phase.SWAPPED, Phase.SWAPPING_BACK, Phase.SWAPPED_BACK);
    }
}
