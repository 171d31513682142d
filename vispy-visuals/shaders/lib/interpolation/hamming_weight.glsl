// hamming_weight: the weight of a sample in the Hamming window.
// requires: lib/math/pi.glsl
//
// distance: from the sample, in samples, either sign; the kernel ends at 1.
// Returns the weight; 0 beyond. Weights of all samples in reach are to be divided by their sum.
float hamming_weight(float distance) {
    float x = abs(distance);
    return x < 1.0 ? 0.54 + 0.46 * cos(PI * x) : 0.0;
}
