// mitchell_weight: the weight of a sample in the cubic of Mitchell and Netravali, B = C = 1/3.
//
// distance: from the sample, in samples, either sign; the kernel ends at 2.
// Returns the weight; 0 beyond. Weights of all samples in reach are to be divided by their sum.
float mitchell_weight(float distance) {
    float x = abs(distance);
    if (x < 1.0) {
        return (16.0 + x * x * (21.0 * x - 36.0)) / 18.0;
    }
    return x < 2.0 ? (32.0 + x * (x * (36.0 - 7.0 * x) - 60.0)) / 18.0 : 0.0;
}
