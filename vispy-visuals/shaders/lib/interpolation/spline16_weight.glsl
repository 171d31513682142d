// spline16_weight: the weight of a sample in the spline through 16 samples of the plane.
//
// distance: from the sample, in samples, either sign; the kernel ends at 2.
// Returns the weight; 0 beyond. Weights of all samples in reach are to be divided by their sum.
float spline16_weight(float distance) {
    float x = abs(distance);
    if (x < 1.0) {
        return ((x - 1.8) * x - 0.2) * x + 1.0;
    }
    x -= 1.0;
    return x < 1.0 ? ((-x / 3.0 + 0.8) * x - 7.0 / 15.0) * x : 0.0;
}
