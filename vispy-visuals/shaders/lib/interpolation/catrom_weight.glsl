// catrom_weight: the weight of a sample in the cubic of Catmull and Rom.
//
// distance: from the sample, in samples, either sign; the kernel ends at 2.
// Returns the weight; 0 beyond. Weights of all samples in reach are to be divided by their sum.
float catrom_weight(float distance) {
    float x = abs(distance);
    if (x < 1.0) {
        return 1.0 + x * x * (1.5 * x - 2.5);
    }
    return x < 2.0 ? 2.0 + x * (x * (2.5 - 0.5 * x) - 4.0) : 0.0;
}
