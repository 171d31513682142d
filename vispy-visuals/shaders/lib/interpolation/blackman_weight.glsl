// blackman_weight: the weight of a sample in the sinc function in the Blackman window of four lobes.
// requires: lib/math/pi.glsl
// requires: lib/math/sinc.glsl
//
// distance: from the sample, in samples, either sign; the kernel ends at 4.
// Returns the weight; 0 beyond. Weights of all samples in reach are to be divided by their sum.
float blackman_weight(float distance) {
    float x = abs(distance);
    float turn = 0.25 * PI * x;
    return x < 4.0 ? sinc(x) * (0.42 + 0.5 * cos(turn) + 0.08 * cos(2.0 * turn)) : 0.0;
}
