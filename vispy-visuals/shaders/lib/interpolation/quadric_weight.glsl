// quadric_weight: the weight of a sample in the quadratic B-spline.
//
// distance: from the sample, in samples, either sign; the kernel ends at 3/2.
// Returns the weight; 0 beyond. Weights of all samples in reach are to be divided by their sum.
float quadric_weight(float distance) {
    float x = abs(distance);
    if (x < 0.5) {
        return 0.75 - x * x;
    }
    float rest = max(1.5 - x, 0.0);
    return 0.5 * rest * rest;
}
