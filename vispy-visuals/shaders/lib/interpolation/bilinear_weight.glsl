// bilinear_weight: the weight of a sample in linear interpolation.
//
// distance: from the sample, in samples, either sign; the kernel ends at 1.
// Returns the weight; 0 beyond. Weights of all samples in reach are to be divided by their sum.
float bilinear_weight(float distance) {
    float x = abs(distance);
    return max(1.0 - x, 0.0);
}
