// hermite_weight: the weight of a sample in Hermite's cubic of flat ends.
//
// distance: from the sample, in samples, either sign; the kernel ends at 1.
// Returns the weight; 0 beyond. Weights of all samples in reach are to be divided by their sum.
float hermite_weight(float distance) {
    float x = abs(distance);
    return x < 1.0 ? (2.0 * x - 3.0) * x * x + 1.0 : 0.0;
}
