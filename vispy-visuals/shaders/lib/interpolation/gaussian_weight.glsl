// gaussian_weight: the weight of a sample in the bell curve of standard deviation 1/2.
//
// distance: from the sample, in samples, either sign; the kernel ends at 2.
// Returns the weight; 0 beyond. Weights of all samples in reach are to be divided by their sum.
float gaussian_weight(float distance) {
    float x = abs(distance);
    return x < 2.0 ? 0.7978846 * exp(-2.0 * x * x) : 0.0;
}
