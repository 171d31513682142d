// spline36_weight: the weight of a sample in the spline through 36 samples of the plane.
//
// distance: from the sample, in samples, either sign; the kernel ends at 3.
// Returns the weight; 0 beyond. Weights of all samples in reach are to be divided by their sum.
float spline36_weight(float distance) {
    float x = abs(distance);
    if (x < 1.0) {
        return ((13.0 / 11.0 * x - 453.0 / 209.0) * x - 3.0 / 209.0) * x + 1.0;
    }
    x -= 1.0;
    if (x < 1.0) {
        return ((-6.0 / 11.0 * x + 270.0 / 209.0) * x - 156.0 / 209.0) * x;
    }
    x -= 1.0;
    return x < 1.0 ? ((x / 11.0 - 45.0 / 209.0) * x + 26.0 / 209.0) * x : 0.0;
}
