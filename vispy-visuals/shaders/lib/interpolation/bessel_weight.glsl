// bessel_weight: the weight of a sample in the Bessel function of order 1, up to its third zero (BESSEL_RADIUS).
// requires: lib/math/pi.glsl
//
// distance: from the sample, in samples, either sign; the kernel ends at 3.2383.
// BESSEL_RADIUS: constants of the program: where it ends, in samples.
// Returns the weight; 0 beyond. Weights of all samples in reach are to be divided by their sum.
float bessel_weight(float distance) {
    float x = abs(distance);
    if (x >= BESSEL_RADIUS) {
        return 0.0;
    }
    // J1(pi x) / 2x by its integral over an arc. The rule of midpoints is exact to single precision with 12 of them.
    float sum = 0.0;
    for (int k = 0; k < 12; k++) {
        float along = sin((float(k) + 0.5) * PI / 24.0);
        sum += along * (x < 1e-3 ? PI * along : sin(PI * x * along) / x);
    }
    return sum / 24.0;
}
