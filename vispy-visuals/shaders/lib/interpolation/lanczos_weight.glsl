// lanczos_weight: the weight of a sample in Lanczos's windowed sinc function of four lobes.
// requires: lib/math/sinc.glsl
//
// distance: from the sample, in samples, either sign; the kernel ends at 4.
// Returns the weight; 0 beyond. Weights of all samples in reach are to be divided by their sum.
float lanczos_weight(float distance) {
    float x = abs(distance);
    return x < 4.0 ? sinc(x) * sinc(0.25 * x) : 0.0;
}
