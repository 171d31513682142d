// nearest_weight: the weight of a sample in the box: the nearest sample alone.
//
// distance: from the sample, in samples, either sign; the kernel ends at 1/2.
// Returns the weight; 0 beyond. Weights of all samples in reach are to be divided by their sum.
float nearest_weight(float distance) {
    float x = abs(distance);
    return x <= 0.5 ? 1.0 : 0.0;
}
