// bicubic_weight: the weight of a sample in the cubic B-spline, which smooths.
//
// distance: from the sample, in samples, either sign; the kernel ends at 2.
// Returns the weight; 0 beyond. Weights of all samples in reach are to be divided by their sum.
float bicubic_weight(float distance) {
    float x = abs(distance);
    float rest = max(2.0 - x, 0.0);
    float inner = max(1.0 - x, 0.0);
    return (rest * rest * rest - 4.0 * inner * inner * inner) / 6.0;
}
