// kaiser_weight: the weight of a sample in the Kaiser window of beta 6.33.
//
// distance: from the sample, in samples, either sign; the kernel ends at 1.
// KAISER_BETA, KAISER_AT_0: constants of the program: the shape of the window, and the Bessel function of order 0 of it.
// Returns the weight; 0 beyond. Weights of all samples in reach are to be divided by their sum.
float kaiser_weight(float distance) {
    float x = abs(distance);
    if (x >= 1.0) {
        return 0.0;
    }
    // The modified Bessel function of order 0 by its series, as a share of its value for beta.
    float quarter = 0.25 * KAISER_BETA * KAISER_BETA * (1.0 - x * x);
    float term = 1.0;
    float sum = 1.0;
    for (int k = 1; k < 20; k++) {
        term *= quarter / float(k * k);
        sum += term;
    }
    return sum / KAISER_AT_0;
}
